import { type TSchema, Type } from 'typebox';

/** The field, or null, which means the same as not sending it. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Optional(Type.Union([schema, Type.Null()]));
}
