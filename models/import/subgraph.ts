import type { onnx } from 'onnx-proto';

/** Tensors a branch of an If or Loop reads from the graph around it: ONNX lists them nowhere. */
export function capturedNames(body: onnx.IGraphProto): Set<string> {
  const inner = new Set<string>();
  for (const port of body.input ?? []) if (port.name) inner.add(port.name);
  for (const constant of body.initializer ?? []) if (constant.name) inner.add(constant.name);
  for (const node of body.node ?? []) for (const output of node.output ?? []) inner.add(output);
  const captured = new Set<string>();
  const read = (name: string | null | undefined): void => {
    if (name && !inner.has(name)) captured.add(name);
  };
  for (const node of body.node ?? []) {
    for (const input of node.input ?? []) read(input);
    for (const nested of nestedBodies(node.attribute ?? []))
      for (const name of capturedNames(nested)) read(name);
  }
  for (const port of body.output ?? []) read(port.name);
  return captured;
}

function nestedBodies(attributes: readonly onnx.IAttributeProto[]): onnx.IGraphProto[] {
  return attributes.flatMap((attribute) => [
    ...(attribute.g ? [attribute.g] : []),
    ...(attribute.graphs ?? []),
  ]);
}

/** The same attributes, with tensors captured by their branches renamed. */
export function renamedAttributes(
  attributes: readonly onnx.IAttributeProto[],
  rename: (name: string) => string,
): readonly onnx.IAttributeProto[] {
  if (nestedBodies(attributes).length === 0) return attributes;
  return attributes.map((attribute) => ({
    ...attribute,
    ...(attribute.g ? { g: renamedBody(attribute.g, rename) } : {}),
    ...(attribute.graphs ? { graphs: attribute.graphs.map((body) => renamedBody(body, rename)) } : {}),
  }));
}

function renamedBody(body: onnx.IGraphProto, rename: (name: string) => string): onnx.IGraphProto {
  const captured = capturedNames(body);
  const outer = (name: string): string => (captured.has(name) ? rename(name) : name);
  return {
    ...body,
    node: (body.node ?? []).map((node) => ({
      ...node,
      input: (node.input ?? []).map(outer),
      attribute: [...renamedAttributes(node.attribute ?? [], outer)],
    })),
    output: (body.output ?? []).map((port) => ({ ...port, name: outer(port.name ?? '') })),
  };
}
