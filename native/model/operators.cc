#include "model/operators.h"

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "model/generator/product.h"

namespace tts {
namespace {

using Dims = std::vector<std::int64_t>;

const float* constant_of(const Ort::ConstKernelInfo& info, std::size_t input, Dims& dims) {
  int is_constant = 0;
  const Ort::ConstValue value = info.GetTensorConstantInput(input, &is_constant);
  if (is_constant == 0)
    throw Ort::Exception("Expected constant weights for an operator of kokoro.", ORT_INVALID_GRAPH);
  dims = value.GetTensorTypeAndShapeInfo().GetShape();
  return value.GetTensorData<float>();
}

// On the session's own threads.
Share share_of(const Ort::KernelContext& context) {
  return [&context](std::size_t count, const std::function<void(std::size_t)>& part) {
    if (count == 1) return part(0);
    context.ParallelFor(
        [](void* work, std::size_t at) { (*static_cast<const std::function<void(std::size_t)>*>(work))(at); },
        count, 0, const_cast<void*>(static_cast<const void*>(&part)));
  };
}

// x [.., N, K], weights [K, M]: [.., N, M].
class MatMulKernel {
 public:
  MatMulKernel(const Ort::ConstKernelInfo& info, const Kernels& kernels, bool splits)
      : product_(make(info, kernels, splits)) {}

  void Compute(OrtKernelContext* raw) const {
    const Ort::KernelContext context(raw);
    const Ort::ConstValue x = context.GetInput(0);
    Dims dims = x.GetTensorTypeAndShapeInfo().GetShape();
    const std::size_t rows =
        x.GetTensorTypeAndShapeInfo().GetElementCount() / static_cast<std::size_t>(dims.back());
    dims.back() = static_cast<std::int64_t>(product_.outputs());
    Ort::UnownedValue out = context.GetOutput(0, dims);
    product_.multiply(x.GetTensorData<float>(), rows, out.GetTensorMutableData<float>(), share_of(context));
  }

 private:
  static Product make(const Ort::ConstKernelInfo& info, const Kernels& kernels, bool splits) {
    Dims dims;
    const float* weights = constant_of(info, 1, dims);
    const auto inputs = static_cast<std::size_t>(dims.at(0));
    const auto outputs = static_cast<std::size_t>(dims.at(1));
    return {kernels, splits, {weights, weights + inputs * outputs}, 1, inputs, outputs, {}};
  }

  Product product_;
};

// x [1, C, T], weights [M, C, k], bias [M]: [1, M, T + pads - k + 1].
class ConvKernel {
 public:
  ConvKernel(const Ort::ConstKernelInfo& info, const Kernels& kernels, bool splits)
      : product_(make(info, kernels, splits)) {
    const std::vector<std::int64_t> pads = info.GetAttributes<std::int64_t>("pads");
    before_ = static_cast<std::size_t>(pads.at(0));
    after_ = static_cast<std::size_t>(pads.at(1));
  }

  void Compute(OrtKernelContext* raw) const {
    const Ort::KernelContext context(raw);
    const Ort::ConstValue x = context.GetInput(0);
    Dims dims = x.GetTensorTypeAndShapeInfo().GetShape();
    const auto columns = static_cast<std::size_t>(dims.back());
    const std::size_t made = columns + before_ + after_ + 1 - product_.taps();
    Ort::UnownedValue out = context.GetOutput(
        0, {dims.front(), static_cast<std::int64_t>(product_.outputs()), static_cast<std::int64_t>(made)});
    product_.convolve(x.GetTensorData<float>(), columns, before_, after_, out.GetTensorMutableData<float>(),
                      share_of(context));
  }

 private:
  static Product make(const Ort::ConstKernelInfo& info, const Kernels& kernels, bool splits) {
    Dims dims;
    const float* weights = constant_of(info, 1, dims);
    const auto outputs = static_cast<std::size_t>(dims.at(0));
    const auto inputs = static_cast<std::size_t>(dims.at(1));
    const auto taps = static_cast<std::size_t>(dims.at(2));
    std::vector<float> turned(taps * inputs * outputs);  // [taps][inputs][outputs]
    for (std::size_t m = 0; m < outputs; ++m) {
      for (std::size_t c = 0; c < inputs; ++c) {
        for (std::size_t t = 0; t < taps; ++t)
          turned[(t * inputs + c) * outputs + m] = weights[(m * inputs + c) * taps + t];
      }
    }
    Dims bias_dims;
    const float* bias = constant_of(info, 2, bias_dims);
    return {kernels, splits, turned, taps, inputs, outputs, {bias, bias + outputs}};
  }

  Product product_;
  std::size_t before_ = 0;
  std::size_t after_ = 0;
};

template <typename Kernel, std::size_t kInputs>
struct Operator : Ort::CustomOpBase<Operator<Kernel, kInputs>, Kernel> {
  Operator(const char* its_name, const Kernels& its_kernels, bool does_split)
      : name(its_name), kernels(its_kernels), splits(does_split) {}
  void* CreateKernel(const OrtApi&, const OrtKernelInfo* info) const {
    return std::make_unique<Kernel>(Ort::ConstKernelInfo(info), kernels, splits).release();
  }
  const char* GetName() const { return name; }
  std::size_t GetInputTypeCount() const { return kInputs; }
  ONNXTensorElementDataType GetInputType(std::size_t) const { return ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT; }
  std::size_t GetOutputTypeCount() const { return 1; }
  ONNXTensorElementDataType GetOutputType(std::size_t) const { return ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT; }

  const char* const name;
  const Kernels& kernels;
  const bool splits;
};

// What the library keeps pointers to: for the life of the process.
struct Domain {
  Domain(const Kernels& kernels, bool splits)
      : product("MatMul", kernels, splits), convolution("Conv", kernels, splits) {
    domain.Add(&product);
    domain.Add(&convolution);
  }
  Operator<MatMulKernel, 2> product;
  Operator<ConvKernel, 3> convolution;
  Ort::CustomOpDomain domain{"kokoro"};
};

}  // namespace

void add_operators(Ort::SessionOptions& options, const Products& products) {
  static std::mutex mutex;
  static auto* const domains = new std::map<std::pair<const Kernels*, bool>, std::unique_ptr<Domain>>();
  const bool splits = products.precision == Precision::kSplit;
  const std::lock_guard lock(mutex);
  auto& domain = (*domains)[{&products.kernels, splits}];
  if (!domain) domain = std::make_unique<Domain>(products.kernels, splits);
  options.Add(domain->domain);
}

}  // namespace tts
