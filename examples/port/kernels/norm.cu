// Root mean square norm, one warp per row. A comment may say cudaMalloc.
#include <cuda_runtime.h>
#include <cuda_bf16.h>
#include <torch/extension.h>
#include <ATen/cuda/CUDAContext.h>

__device__ float warp_sum(float value) {
    for (int offset = 16; offset > 0; offset /= 2) {
        value += __shfl_xor_sync(0xffffffff, value, offset);
    }
    return value;
}

__device__ unsigned lane() {
    unsigned id;
    asm volatile("mov.u32 %0, %laneid;" : "=r"(id));
    return id;
}

__global__ void norm_rows(const float* x, const float* gain, float* out, int width) {
    const float* row = x + static_cast<long>(blockIdx.x) * width;
    float sum = 0;
    for (int i = lane(); i < width; i += 32) {
        sum += row[i] * row[i];
    }
    float scale = rsqrtf(warp_sum(sum) / width + 1e-6f);
    for (int i = lane(); i < width; i += 32) {
        out[static_cast<long>(blockIdx.x) * width + i] = row[i] * scale * gain[i];
    }
}

torch::Tensor rms_norm(torch::Tensor x, torch::Tensor gain) {
    TORCH_CHECK(x.is_cuda(), "x has to lie on a CUDA device");
    auto out = torch::empty_like(x);
    int width = x.size(-1);
    norm_rows<<<x.numel() / width, 32, 0, at::cuda::getCurrentCUDAStream()>>>(
            x.data_ptr<float>(), gain.data_ptr<float>(), out.data_ptr<float>(), width);
    return out;
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
    m.def("rms_norm", &rms_norm);
}
