#include "engine/engine.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/units.h"
#include "engine/scheduler.h"

namespace tts {
namespace {

double seconds_between(Clock::time_point start, Clock::time_point end) {
  return std::chrono::duration<double>(end - start).count();
}

// Which voice a manner asks for, as a key.
std::string key_of(std::span<const VoiceTerm> terms) {
  std::string key;
  for (const auto& [name, weight] : terms) key += name + '*' + std::to_string(weight) + '+';
  return key;
}

VoiceStatistics read_statistics(const EngineSettings& settings) {
  // Statistics belong to a style: those of the table were taken with one row's timbre.
  if (settings.statistics.empty() || settings.timbre_row != kCalibratedRow) return {};
  return {settings.statistics, settings.weights_sha256};
}

}  // namespace

Engine::Engine(EngineSettings settings, Listener listener)
    : settings_(std::move(settings)),
      voices_(settings_.voices_folder),
      statistics_(read_statistics(settings_)),
      listener_(std::move(listener)) {
  for (int i = 0; i < std::max(1, settings_.workers); ++i) {
    workers_.emplace_back([this, loads = i == 0](const std::stop_token& closing) { run(closing, loads); });
  }
}

Speaking::Voice Engine::voice_of(std::span<const VoiceTerm> terms) const {
  return {voices_.mix(terms), settings_.timbre_row, statistics_.of(terms), nullptr};
}

UtteranceId Engine::submit(const Utterance& utterance) {
  check(utterance.manner);
  Speaking::Voice voice = voice_of(utterance.manner.voice);
  const std::lock_guard lock(mutex_);
  if (is_closed_) throw Error(ErrorCode::kEngineClosed, "The engine is closed.");
  if (load_failure_) std::rethrow_exception(load_failure_);
  if (entries_.size() >= settings_.capacity)
    throw Error(ErrorCode::kQueueFull, "The engine's queue is full.");
  const UtteranceId id = ++last_id_;
  auto entry = std::make_shared<Entry>(id, utterance, std::move(voice));
  entries_.emplace(id, std::move(entry));
  return id;
}

void Engine::append(UtteranceId id, SegmentOrder order) {
  Speaking::Line line{std::move(order), nullptr};
  std::string key;
  if (line.order.manner) {
    check(*line.order.manner);
    key = key_of(line.order.manner->voice);
    line.voice = std::make_shared<Speaking::Voice>(voice_of(line.order.manner->voice));
  }
  const std::lock_guard lock(mutex_);
  if (const auto found = entries_.find(id); line.voice && found != entries_.end())
    line.voice = found->second->cast.try_emplace(key, line.voice).first->second;
  append_locked(id, std::move(line));
}

void Engine::append(UtteranceId id, SilenceOrder order) {
  const std::lock_guard lock(mutex_);
  append_locked(id, order);
}

void Engine::append_locked(UtteranceId id, Speaking::Task task) {
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second->is_finished) return;
  found->second->tasks.push_back(std::move(task));
  wake_.notify_one();
}

void Engine::finish(UtteranceId id) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  found->second->is_finished = true;
  wake_.notify_one();
}

void Engine::grant(UtteranceId id, int blocks) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  found->second->credit += std::max(0, blocks);
  wake_.notify_one();
}

void Engine::cancel(UtteranceId id) {
  std::shared_ptr<Entry> waiting;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end()) return;
    found->second->stop.request_stop();
    if (found->second->is_busy) return;  // its worker ends it
    waiting = std::move(found->second);
    entries_.erase(found);
  }
  listener_({id, std::make_exception_ptr(Error(ErrorCode::kCancelled, "The utterance was cancelled."))});
}

void Engine::close() {
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return;
    is_closed_ = true;
    for (auto& worker : workers_) worker.request_stop();
    for (auto& [_, entry] : entries_) entry->stop.request_stop();
  }
  wake_.notify_all();
  for (auto& worker : workers_) worker.join();
  const auto failure = std::make_exception_ptr(Error(ErrorCode::kEngineClosed, "The engine was closed."));
  for (const auto& [id, _] : std::exchange(entries_, {})) listener_({id, failure});
}

void Engine::run(const std::stop_token& closing, bool loads) {
  if (loads) load();
  std::unique_lock lock(mutex_);
  while (true) {
    std::shared_ptr<Entry> entry;
    const bool has_work = wake_.wait(lock, closing, [&] { return (entry = next_locked()) != nullptr; });
    if (!has_work || closing.stop_requested()) return;
    serve(lock, entry);
  }
}

// Failures stay on this side: they travel as events.
void Engine::load() {
  const Clock::time_point start = Clock::now();
  SpeechEvent event{0, EngineInfo{}};
  Entries abandoned;
  try {
    auto [model, fallback] = load_model();
    warm_up(*model);
    const bool cuda = settings_.session.cuda && fallback.empty();
    const std::string tier = model->tier();
    const std::lock_guard lock(mutex_);
    model_ = std::move(model);
    is_loaded_ = true;
    event.what = EngineInfo{.model = settings_.model_name,
                            .provider = cuda ? "CUDAExecutionProvider" : "CPUExecutionProvider",
                            .fallback = fallback,
                            .tier = tier,
                            .split = settings_.split,
                            .threads = settings_.session.threads,
                            .workers = std::max(1, settings_.workers),
                            .load_sec = seconds_between(start, Clock::now())};
  } catch (...) {
    event.what = std::current_exception();
    const std::lock_guard lock(mutex_);
    load_failure_ = std::current_exception();
    abandoned = std::exchange(entries_, {});
  }
  for (const auto& [id, _] : abandoned) listener_({id, load_failure_});
  listener_(std::move(event));
  wake_.notify_all();
}

// A GPU that was asked for and is not there is no reason to be silent: the CPU speaks, and the event says
// why.
Engine::Loaded Engine::load_model() const {
  const auto load = [&](const SessionSettings& session) {
    return std::make_unique<AcousticModel>(settings_.model_folder, session, settings_.split);
  };
  Loaded loaded;
  if (!settings_.session.cuda) {
    loaded.model = load(settings_.session);
    return loaded;
  }
  try {
    loaded.model = load(settings_.session);
    warm_up(*loaded.model);  // broken CUDA builds load, and fail or lie when they run
  } catch (const Error& failure) {
    SessionSettings on_cpu = settings_.session;
    on_cpu.cuda = false;
    loaded.model = load(on_cpu);
    loaded.fallback = failure.what();
  }
  return loaded;
}

std::shared_ptr<Engine::Entry> Engine::next_locked() const {
  if (!is_loaded_) return nullptr;
  std::vector<Candidate> candidates;
  std::vector<std::shared_ptr<Entry>> entries;
  for (const auto& [_, entry] : entries_) {
    if (entry->is_busy || entry->credit <= 0) continue;  // what a worker holds is not looked at
    const bool has_work =
        entry->speaking.has_segment_in_work() || !entry->tasks.empty() || entry->is_finished;
    if (!has_work) continue;
    const Speaking& speaking = entry->speaking;
    const double since = seconds_between(Clock::time_point{}, speaking.first_sounded());
    candidates.push_back({.has_sounded = speaking.has_sounded(),
                          .arrival = entry->id,
                          .dry_at_sec = since + speaking.emitted_sec()});
    entries.push_back(entry);
  }
  const auto chosen = choose(candidates);
  return chosen ? entries[*chosen] : nullptr;
}

// Takes the lock held, gives it back held; the work itself runs without it.
void Engine::serve(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Entry>& entry) {
  entry->is_busy = true;
  if (!entry->started) entry->started = Clock::now();
  std::optional<Speaking::Task> task;
  bool ends = false;
  if (!entry->speaking.has_segment_in_work()) {
    ends = entry->tasks.empty();
    if (!ends) {
      task = std::move(entry->tasks.front());
      entry->tasks.pop_front();
    }
  }
  const int blocks = entry->speaking.blocks();
  lock.unlock();

  std::exception_ptr failure;
  try {
    if (ends) {
      entry->speaking.end(seconds_between(entry->admitted, *entry->started), listener_);
    } else {
      entry->speaking.work(*model_, settings_.constants, std::move(task), entry->stop.get_token(), listener_);
    }
  } catch (...) {  // nothing may leave a thread function: that is std::terminate
    failure = std::current_exception();
  }

  lock.lock();
  entry->is_busy = false;
  entry->credit -= entry->speaking.blocks() - blocks;
  if (!ends && !failure && entry->stop.stop_requested()) {
    failure = std::make_exception_ptr(Error(ErrorCode::kCancelled, "The utterance was cancelled."));
  }
  if (ends && !failure) entries_.erase(entry->id);
  if (!failure || is_closed_) return;  // close() speaks for what it finds
  entries_.erase(entry->id);
  lock.unlock();
  listener_({entry->id, failure});
  lock.lock();
}

// One short and one longer run, so that the first request is not the slow one. Throws what the model throws.
void Engine::warm_up(const AcousticModel& model) const {
  for (const std::size_t phonemes : {std::size_t{8}, std::size_t{48}}) {
    SegmentWish wish{.tokens = std::vector<std::int64_t>(phonemes + 2, 50),
                     .style = {},
                     .edits = {},
                     .edges = {},
                     .norms = nullptr};
    wish.tokens.front() = wish.tokens.back() = 0;
    const VoiceTerm term{voices_.names().front(), 1.0F};
    wish.style = voices_.mix({&term, 1}).style(phonemes - 1, phonemes - 1);
    SegmentSynthesis synthesis(model, settings_.constants, std::move(wish));
    std::size_t samples = 0;
    while (!synthesis.is_done()) samples += synthesis.advance({}).size();
    std::size_t frames = 0;
    for (const std::size_t each : synthesis.frames()) frames += each;
    if (samples != frames * kFrameSamples) {
      throw Error(ErrorCode::kModelLoadFailed, "Self-test: expected " +
                                                   std::to_string(frames * kFrameSamples) +
                                                   " samples for the predicted durations, the model gave " +
                                                   std::to_string(samples) + ".");
    }
  }
}

}  // namespace tts
