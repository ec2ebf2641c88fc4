// What an engine is made from. Plain values.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/segment_synthesis.h"
#include "model/session.h"

namespace tts {

struct EngineSettings {
  std::string model_name;
  std::filesystem::path model_folder;   // as the importer wrote it
  std::filesystem::path voices_folder;  // NAME.bin packs
  bool split = true;                    // false: only the whole graph could be imported
  SignalConstants constants;
  SessionSettings session;
  int workers = 1;            // units of work side by side
  std::size_t capacity = 64;  // utterances admitted at once
  int timbre_row = 120;       // negative: the segment's own
  std::filesystem::path
      statistics;  // table of frozen statistics; empty: every segment is decoded whole, with its own
  std::filesystem::path learned_statistics;  // table this engine adds voices to; empty: they are not kept
  std::vector<std::string> calibration;      // phonemes that voices without statistics are calibrated with
  std::string weights_sha256;                // of the imported file: a table of other weights is not used
};

}  // namespace tts
