package dev.medley.portscan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.core.port.PortRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// Every rule is found in code that looks real, and not where the same words stand in a comment or
/// in text.
class PortRulesTest {

    /// A line of code that ties to CUDA by one rule.
    record Example(String rule, String file, String code) {}

    private static Example py(String rule, String code) {
        return new Example(rule, "a.py", code);
    }

    private static Example cu(String rule, String code) {
        return new Example(rule, "a.cu", code);
    }

    private static Example sh(String rule, String code) {
        return new Example(rule, "a.sh", code);
    }

    static List<Example> examples() {
        return List.of(
                py("device", "import torch; x = torch.zeros(3, device=\"cuda:1\")"),
                py("device", "model.cuda()"),
                py("device-test", "ok = device.type == 'cuda'"),
                py("device-capability", "import torch; v = torch.version.cuda"),
                py("cuda-graph", "import torch; g = torch.cuda.CUDAGraph()"),
                py("cudnn-flags", "import torch; torch.backends.cudnn.benchmark = True"),
                cu("torch-cpp", "auto s = at::cuda::getCurrentCUDAStream();"),
                py("nccl", "dist.init_process_group(backend='nccl')"),
                py("nccl-test", "fast = backend != 'nccl'"),
                sh("nccl-env", "export NCCL_DEBUG=INFO"),
                cu("nccl-c", "ncclAllReduce(a, b, n, ncclFloat, ncclSum, comm, stream);"),
                py("visible-devices", "import os; os.environ['CUDA_VISIBLE_DEVICES'] = '0'"),
                sh("cuda-env", "PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True python a.py"),
                py("amp", "from torch.cuda.amp import autocast"),
                py("flash-attention", "from flash_attn import flash_attn_func"),
                py("xformers", "import xformers.ops as xops"),
                py("apex", "from apex.normalization import FusedLayerNorm"),
                py("clip-grad", "from torch.nn.utils import clip_grad_norm_"),
                py("megatron-softmax", "import scaled_upper_triang_masked_softmax_cuda"),
                py("bitsandbytes", "import bitsandbytes as bnb"),
                py("transformer-engine", "import transformer_engine.pytorch as te"),
                py("triton", "import triton.language as tl"),
                cu("kernel", "__global__ void add(float* x) { x[0] += 1; }"),
                cu("hardware", "v = __shfl_down_sync(0xffffffff, v, 1);"),
                cu("cuda-runtime", "cudaMemcpyAsync(a, b, n, kind, stream);"),
                cu("cuda-libraries", "cublasSgemm(h, n, n, m, m, k, &a, x, l, y, l, &b, z, l);"),
                py("extension", "from torch.utils.cpp_extension import CUDAExtension"),
                py("python-kernels", "from numba import cuda"),
                sh("tensorrt", "trtexec --onnx=model.onnx"),
                py("nvml", "import pynvml"),
                sh("profiler", "nsys profile python train.py"),
                py("compile", "import torch; m = torch.compile(m)"),
                py("jit", "import torch; m = torch.jit.script(m)"),
                py("channels-last", "import torch; x.to(memory_format=torch.channels_last)"),
                py("float64", "import torch; x = torch.zeros(3, dtype=torch.float64)"),
                sh("deepspeed", "deepspeed --num_gpus 8 train.py"),
                new Example("engine", "requirements.txt", "vllm==0.6.3"),
                new Example("wheels", "requirements.txt", "torch==2.4.0+cu121"),
                new Example("image", "Dockerfile", "FROM nvidia/cuda:12.1.1-devel-ubuntu22.04"),
                sh("container-devices", "docker run --gpus all image"),
                new Example("kubernetes", "job.yaml", "limits: {nvidia.com/gpu: 8}"),
                new Example("build", "CMakeLists.txt", "find_package(CUDAToolkit REQUIRED)"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isFoundInCode(Example example) {
        assertThat(Sources.rules(example.file(), example.code())).contains(example.rule());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isNotFoundInComments(Example example) {
        var commented =
                switch (example.file()) {
                    case "a.cu" -> "/* " + example.code() + " */ // " + example.code();
                    default -> "# " + example.code();
                };
        assertThat(Sources.shown(example.file(), commented)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isNotFoundInTextOfThatLanguage(Example example) {
        var quiet = example.code().replace("\"", "").replace("'", "");
        var text =
                switch (example.file()) {
                    case "a.py" -> "\"\"\"%s\"\"\"\nprint('%s')\n".formatted(quiet, quiet);
                    case "a.cu" -> "const char* text = \"%s\";".formatted(quiet);
                    case "a.sh" -> "echo '%s'".formatted(quiet);
                    case "job.yaml" -> "note: 'write %s'".formatted(quiet);
                    case "CMakeLists.txt" -> "message(STATUS \"%s\")".formatted(quiet);
                    case "Dockerfile" -> "LABEL note=\"%s\"".formatted(quiet);
                    default -> "";
                };
        assertThat(Sources.shown(example.file(), text)).isEmpty();
    }

    @Test
    void everyRuleHasAnExample() {
        assertThat(examples().stream().map(Example::rule).distinct().toList())
                .containsExactlyElementsOf(
                        Sources.MAPPING.rules().stream().map(PortRule::id).toList());
    }
}
