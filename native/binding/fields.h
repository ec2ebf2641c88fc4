// Reads typed fields of a JS object; a wrong one is a TypeError that names it.
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "binding/napi_setup.h"

namespace tts::binding {

class Fields {
 public:
  /// `what` names the object in messages.
  Fields(const Napi::Value& value, std::string what) : what_(std::move(what)) {
    if (!value.IsObject()) throw Napi::TypeError::New(value.Env(), "Expected an object for " + what_ + ".");
    object_ = value.As<Napi::Object>();
  }

  [[nodiscard]] std::string text(const char* name) const {
    const Napi::Value value = object_.Get(name);
    if (!value.IsString()) fail(name, "a string");
    return value.As<Napi::String>().Utf8Value();
  }

  [[nodiscard]] bool flag(const char* name) const {
    const Napi::Value value = object_.Get(name);
    if (!value.IsBoolean()) fail(name, "a boolean");
    return value.As<Napi::Boolean>();
  }

  [[nodiscard]] double number(const char* name, double low, double high) const {
    const Napi::Value value = object_.Get(name);
    const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : std::nan("");
    if (!(number >= low && number <= high)) {
      fail(name, "a number from " + std::to_string(low) + " to " + std::to_string(high));
    }
    return number;
  }

  template <typename Integer>
  [[nodiscard]] Integer integer(const char* name, double low, double high) const {
    const double value = number(name, low, high);
    if (value != std::floor(value)) fail(name, "a whole number");
    return static_cast<Integer>(value);
  }

  [[nodiscard]] Napi::Array array(const char* name) const {
    const Napi::Value value = object_.Get(name);
    if (!value.IsArray()) fail(name, "an array");
    return value.As<Napi::Array>();
  }

  [[nodiscard]] std::vector<std::string> texts(const char* name) const {
    const Napi::Array values = array(name);
    std::vector<std::string> texts;
    for (std::uint32_t i = 0; i < values.Length(); ++i) {
      const Napi::Value text = values.Get(i);
      if (!text.IsString()) fail(name, "an array of strings");
      texts.push_back(text.As<Napi::String>().Utf8Value());
    }
    return texts;
  }

  [[nodiscard]] Napi::Value value(const char* name) const { return object_.Get(name); }

  [[nodiscard]] std::span<const std::int32_t> integers(const char* name) const {
    const Napi::Value value = object_.Get(name);
    if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int32_array)
      fail(name, "an Int32Array");
    const auto values = value.As<Napi::Int32Array>();
    return {values.Data(), values.ElementLength()};
  }

  [[nodiscard]] std::span<const float> floats(const char* name) const {
    const Napi::Value value = object_.Get(name);
    if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_float32_array)
      fail(name, "a Float32Array");
    const auto values = value.As<Napi::Float32Array>();
    return {values.Data(), values.ElementLength()};
  }

 private:
  [[noreturn]] void fail(const char* name, const std::string& expected) const {
    throw Napi::TypeError::New(object_.Env(), "Expected " + expected + " for " + what_ + "." + name + ".");
  }

  std::string what_;
  Napi::Object object_;
};

}  // namespace tts::binding
