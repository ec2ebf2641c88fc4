#include "binding/convert.h"

#include <algorithm>
#include <limits>

#include "base/units.h"
#include "binding/errors.h"
#include "binding/fields.h"

namespace tts::binding {
namespace {

Napi::Uint8Array payload_of(Napi::Env env, const Bytes& bytes) {
  auto array = Napi::Uint8Array::New(env, bytes.size());
  std::ranges::copy(bytes, array.Data());
  return array;
}

Napi::Object payload_of(Napi::Env env, const EngineInfo& info) {
  auto object = Napi::Object::New(env);
  object.Set("model", info.model);
  object.Set("provider", info.provider);
  object.Set("fallback", info.fallback);
  object.Set("tier", info.tier);
  object.Set("split", info.split);
  object.Set("threads", info.threads);
  object.Set("workers", info.workers);
  object.Set("loadSec", info.load_sec);
  return object;
}

Napi::Object payload_of(Napi::Env env, const SegmentReport& report) {
  auto object = Napi::Object::New(env);
  object.Set("segment", report.segment);
  object.Set("tokens", to_js(env, std::span<const std::int32_t>(report.tokens)));
  object.Set("durations", to_js(env, std::span<const std::int32_t>(report.durations)));
  object.Set("startSample", static_cast<double>(report.start_sample));
  object.Set("samples", static_cast<double>(report.samples));
  object.Set("trimmedSamples", static_cast<double>(report.trimmed_samples));
  object.Set("stretch", report.stretch);
  object.Set("firstSound", static_cast<double>(report.first_sound));
  object.Set("endOfSound", static_cast<double>(report.end_of_sound));
  object.Set("dropped", to_js(env, std::span<const std::string>(report.dropped)));
  return object;
}

Napi::Object payload_of(Napi::Env env, const UtteranceEnd& end) {
  auto object = Napi::Object::New(env);
  object.Set("samples", static_cast<double>(end.samples));
  object.Set("head", payload_of(env, end.head.bytes));
  object.Set("headReplaces", static_cast<double>(end.head.replaces));
  object.Set("computeSec", end.compute_sec);
  object.Set("queueSec", end.queue_sec);
  return object;
}

SignalConstants to_constants(const Napi::Value& value) {
  const Fields fields(value, "options.constants");
  SignalConstants constants;
  const auto weights = fields.floats("sourceWeights");
  if (weights.size() != kHarmonics)
    throw Napi::TypeError::New(value.Env(), "Expected 9 numbers for sourceWeights.");
  std::ranges::copy(weights, constants.source.weights.begin());
  constants.source.bias = static_cast<float>(fields.number("sourceBias", -10, 10));
  constants.source.sine_amplitude = static_cast<float>(fields.number("sineAmplitude", 0, 10));
  constants.source.noise_voiced = static_cast<float>(fields.number("noiseVoiced", 0, 10));
  constants.source.noise_unvoiced = static_cast<float>(fields.number("noiseUnvoiced", 0, 10));
  constants.source.voiced_threshold = static_cast<float>(fields.number("voicedThreshold", 0, 1000));
  constants.gain = static_cast<float>(fields.number("gain", 0, 10));
  return constants;
}

AudioFormatWish to_format(const Fields& fields, Napi::Env env) {
  const std::string name = fields.text("format");
  const auto format = find_audio_format(name);
  if (!format)
    throw Napi::TypeError::New(
        env, "Expected a format of this build for utterance.format, received " + name + ".");
  return {.format = *format,
          .sample_rate = fields.integer<int>("sampleRate", 8000, 48'000),
          .bitrate_kbps = fields.integer<int>("bitrateKbps", 0, 1000),
          .streamed = fields.flag("streamed")};
}

TierChoice to_tier(const Fields& fields) {
  const std::string tier = fields.text("tier");
  if (tier == "fp32") return TierChoice::kFp32;
  if (tier == "bf16") return TierChoice::kBf16;
  return tier == "graph" ? TierChoice::kGraph : TierChoice::kAuto;
}

}  // namespace

Napi::Int32Array to_js(Napi::Env env, std::span<const std::int32_t> values) {
  auto array = Napi::Int32Array::New(env, values.size());
  std::ranges::copy(values, array.Data());
  return array;
}

Napi::Array to_js(Napi::Env env, std::span<const std::string> values) {
  auto array = Napi::Array::New(env, values.size());
  for (std::uint32_t i = 0; i < values.size(); ++i) array.Set(i, values[i]);
  return array;
}

JsEvent to_js(Napi::Env env, const SpeechEvent& event) {
  if (const auto* block = std::get_if<AudioBlock>(&event.what))
    return {"audio", payload_of(env, block->bytes), false};
  if (const auto* report = std::get_if<SegmentReport>(&event.what))
    return {"segment", payload_of(env, *report), false};
  if (const auto* presence = std::get_if<ModelPresence>(&event.what))
    return {presence->is_loaded ? "loaded" : "unloaded", Napi::Object::New(env), false};
  if (const auto* end = std::get_if<UtteranceEnd>(&event.what)) return {"end", payload_of(env, *end), true};
  if (const auto* info = std::get_if<EngineInfo>(&event.what)) return {"ready", payload_of(env, *info), true};
  return {"failed", to_js(env, std::get<std::exception_ptr>(event.what)), true};
}

EngineSettings to_settings(const Napi::Value& value) {
  const Fields fields(value, "options");
  const std::string provider = fields.text("provider");
  return {.model_name = fields.text("modelName"),
          .model_folder = fields.text("modelDir"),
          .voices_folder = fields.text("voicesDir"),
          .split = fields.flag("split"),
          .constants = to_constants(fields.value("constants")),
          .session = {.threads = fields.integer<int>("threads", 1, 256),
                      .wide_threads =
                          fields.integer<int>("threads", 1, 256) * fields.integer<int>("workers", 1, 64),
                      .cuda = provider == "cuda",
                      .tier = to_tier(fields)},
          .workers = fields.integer<int>("workers", 1, 64),
          .capacity = fields.integer<std::size_t>("capacity", 1, 1e6),
          .timbre_row = fields.integer<int>("timbreRow", -1, kMaxPhonemes - 1),
          .statistics = fields.text("statistics"),
          .learned_statistics = fields.text("learnedStatistics"),
          .calibration = fields.texts("calibration"),
          .weights_sha256 = fields.text("weightsSha256")};
}

Manner to_manner(const Fields& fields, const std::string& what) {
  Manner manner;
  const Napi::Array terms = fields.array("voice");
  for (std::uint32_t i = 0; i < terms.Length(); ++i) {
    const Fields term(terms.Get(i), what + ".voice[" + std::to_string(i) + "]");
    manner.voice.push_back({term.text("name"), static_cast<float>(term.number("weight", -1e6, 1e6))});
  }
  manner.speed = static_cast<float>(fields.number("speed", 0.1, 10));
  manner.pitch = static_cast<float>(fields.number("pitch", -12, 12));
  manner.volume = static_cast<float>(fields.number("volume", 0, 100));
  manner.intonation = static_cast<float>(fields.number("intonation", 0, 4));
  return manner;
}

Utterance to_utterance(const Napi::Value& value) {
  const Fields fields(value, "utterance");
  Utterance utterance;
  utterance.manner = to_manner(fields, "utterance");
  utterance.seed = fields.integer<std::uint32_t>("seed", 0, std::numeric_limits<std::uint32_t>::max());
  utterance.audio = to_format(fields, value.Env());
  utterance.credit = fields.integer<int>("credit", 0, 1e6);
  return utterance;
}

WordEdit to_edit(const Fields& fields) {
  const auto from = fields.integer<std::size_t>("from", 0, kMaxPhonemes);
  return {.from = from,
          .to = fields.integer<std::size_t>("to", static_cast<double>(from), kMaxPhonemes),
          .speed = static_cast<float>(fields.number("speed", 0.1, 10)),
          .pitch = static_cast<float>(fields.number("pitch", -12, 12)),
          .gain_db = static_cast<float>(fields.number("gainDb", -40, 20))};
}

SegmentOrder to_segment(const Napi::Value& value) {
  const Fields fields(value, "segment");
  SegmentOrder order{.phonemes = fields.text("phonemes"),
                     .edges = {.lead_ms = static_cast<float>(fields.number("leadMs", -1, 1e5)),
                               .tail_ms = static_cast<float>(fields.number("tailMs", -1, 1e5))}};
  const Napi::Value manner = fields.value("manner");
  if (!manner.IsUndefined()) order.manner = to_manner(Fields(manner, "segment.manner"), "segment.manner");
  if (fields.value("edits").IsUndefined()) return order;
  const Napi::Array edits = fields.array("edits");
  for (std::uint32_t i = 0; i < edits.Length(); ++i)
    order.edits.push_back(to_edit(Fields(edits.Get(i), "segment.edits[" + std::to_string(i) + "]")));
  return order;
}

}  // namespace tts::binding
