package dev.medley.portscan;

import static dev.medley.portscan.Sources.rules;
import static dev.medley.portscan.Sources.shown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// C++, CMake, Dockerfiles, YAML, requirements and shell.
class OtherReadersTest {

    @Test
    void readsLaunchesAndPtxButNoTemplates() {
        var code =
                """
                std::vector<std::vector<std::vector<int>>> nested;
                add<<<grid, block>>>(x);
                asm volatile("cp.async.ca.shared.global [%0], [%1], 4;" :: "r"(a), "l"(b));
                """;
        assertThat(shown("a.cu", code)).containsExactly("kernel@2:4 launch", "hardware@3:14 ptx");
    }

    @Test
    void takesAssemblerOfOtherChipsForNoPtx() {
        assertThat(rules("a.cpp", "asm volatile(\"mov %eax, %ebx\");")).isEmpty();
    }

    @Test
    void passesOverRawStringsAndCharacters() {
        var code = "auto s = R\"x(cudaMalloc(\" )x\"; char c = '\"'; cudaFree(p);";
        assertThat(shown("a.cpp", code)).containsExactly("cuda-runtime@1:46 cudaFree");
    }

    @Test
    void readsIncludes() {
        var code = "#include <cub/cub.cuh>\n#  include \"nccl.h\"\n// #include <nvml.h>\n";
        assertThat(rules("a.hpp", code)).containsExactly("cuda-libraries", "nccl-c");
    }

    @Test
    void readsVariablesAndTargetsOfCmake() {
        var code =
                """
                #[[ find_package(CUDAToolkit)
                ]]
                if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)
                  set(CMAKE_CUDA_ARCHITECTURES "80;90")  # CUDA::cublas
                endif()
                target_link_libraries(a PRIVATE "CUDA::cudart;m")
                """;
        assertThat(shown("x.cmake", code))
                .containsExactly(
                        "build@3:16 CMAKE_CUDA_ARCHITECTURES",
                        "build@4:7 CMAKE_CUDA_ARCHITECTURES",
                        "build@6:34 CUDA::cudart");
    }

    @Test
    void readsContinuedInstructionsOfADockerfile() {
        var code =
                """
                ARG BASE=nvidia/cuda:12.4.1-base
                FROM --platform=linux/amd64 ${BASE} AS run
                ENV A=1 \\
                    # in between
                    NVIDIA_VISIBLE_DEVICES=all
                RUN --mount=type=cache,target=/x pip install \\
                    flash-attn==2.6 \\
                    "xformers<1"
                CMD ["trtexec", "--onnx=a"]
                """;
        assertThat(shown("Dockerfile.gpu", code))
                .containsExactly(
                        "image@1:10 nvidia/cuda:12.4.1-base",
                        "container-devices@5:5 NVIDIA_VISIBLE_DEVICES",
                        "flash-attention@7:5 flash-attn",
                        "xformers@8:5 xformers",
                        "tensorrt@9:7 trtexec");
    }

    @Test
    void readsYamlByItsKeys() {
        var code =
                """
                a: &x {device: cuda}
                b: *x
                spec:
                  runtimeClassName: nvidia
                  nodeSelector: {"nvidia.com/gpu.product": A100}
                  env: [{name: CUDA_VISIBLE_DEVICES, value: "0"}]
                  args:
                    - |
                      # nvidia-smi
                      nvidia-smi -L
                ---
                dependencies: [cudatoolkit=11.8, {pip: [cupy-cuda12x]}]
                """;
        assertThat(shown("a.yml", code))
                .containsExactly(
                        "device@1:16 cuda",
                        "container-devices@4:21 nvidia",
                        "kubernetes@5:18 nvidia.com/gpu.product",
                        "visible-devices@6:16 CUDA_VISIBLE_DEVICES",
                        "nvml@10:7 nvidia-smi",
                        "wheels@12:16 cudatoolkit",
                        "python-kernels@12:41 cupy-cuda12x");
    }

    @Test
    void readsTemplatesOfYamlLineByLine() {
        var code =
                "{{- if .gpu }}\nresources:\n  nvidia.com/gpu: {{ .n }}  # x: cuda\n{{- end }}\n";
        assertThat(shown("t.yaml", code)).containsExactly("kubernetes@3:3 nvidia.com/gpu");
    }

    @Test
    void readsPyprojectByItsTables() {
        var code =
                """
                [project]
                description = "runs flash-attn"  # flash-attn
                dependencies = ["Flash_Attn>=2 ; python_version > '3.9'"]
                [tool.poetry.dependencies]
                bitsandbytes = "^0.43"
                """;
        assertThat(shown("pyproject.toml", code))
                .containsExactly(
                        "flash-attention@3:18 flash-attn", "bitsandbytes@5:1 bitsandbytes");
    }

    @Test
    void readsRequirementsWithAddresses() {
        var code =
                """
                -r base.txt
                git+https://github.com/Dao-AILab/flash-attention.git@v2.6
                apex @ git+https://github.com/NVIDIA/apex
                """;
        assertThat(rules("requirements/gpu-requirements.txt", code))
                .containsExactly("flash-attention", "apex");
    }

    @Test
    void readsShellButNotWhatItEchoes() {
        var code =
                """
                echo "CUDA: $CUDA_HOME" && nvidia-smi | tee log
                cat <<EOF
                nvidia-smi
                EOF
                sudo env CUDA_VISIBLE_DEVICES=1 python a.py --device=cuda:0 --backend nccl
                docker run --gpus=all -e NCCL_DEBUG=INFO nvcr.io/nvidia/pytorch:24.07-py3
                """;
        assertThat(shown("a.sh", code))
                .containsExactly(
                        "cuda-env@1:14 CUDA_HOME",
                        "nvml@1:28 nvidia-smi",
                        "visible-devices@5:10 CUDA_VISIBLE_DEVICES",
                        "device@5:54 cuda:0",
                        "nccl@5:71 nccl",
                        "container-devices@6:12 --gpus",
                        "nccl-env@6:26 NCCL_DEBUG",
                        "image@6:42 nvcr.io/nvidia/pytorch:24.07-py3");
    }

    @Test
    void knowsCompiledFilesByName() {
        assertThat(rules("model.engine", "anything")).isEmpty();
    }
}
