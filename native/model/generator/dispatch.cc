// Which form of the kernels this machine can run. Asked once.
#include "model/generator/kernels.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace tts {
namespace {

#if defined(__x86_64__)
bool has_avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

bool has_avx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

// The tile unit's state is large: Linux gives it to a process that asks (since 5.16).
bool has_amx() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (!has_avx512() || __get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  constexpr unsigned kAmxBf16 = 1U << 22;
  constexpr unsigned kAmxTile = 1U << 24;
  if ((d & kAmxBf16) == 0 || (d & kAmxTile) == 0) return false;
  constexpr long kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr long kTileData = 18;               // XFEATURE_XTILEDATA
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}
#else
bool has_avx2() { return false; }
bool has_avx512() { return false; }
bool has_amx() { return false; }
#endif

const Kernels* fastest(Tier tier) {
  if (tier == Tier::kBf16) return amx_kernels() != nullptr && has_amx() ? amx_kernels() : nullptr;
  if (avx512_kernels() != nullptr && has_avx512()) return avx512_kernels();
  if (avx2_kernels() != nullptr && has_avx2()) return avx2_kernels();
  return portable_kernels();
}

}  // namespace

const Kernels* best_kernels(Tier tier) {
  static const Kernels* const fp32 = fastest(Tier::kFp32);
  static const Kernels* const bf16 = fastest(Tier::kBf16);
  return tier == Tier::kFp32 ? fp32 : bf16;
}

}  // namespace tts
