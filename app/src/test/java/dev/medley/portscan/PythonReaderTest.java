package dev.medley.portscan;

import static dev.medley.portscan.Sources.rules;
import static dev.medley.portscan.Sources.shown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Aliases, strings and scopes of Python.
class PythonReaderTest {

    @Test
    void followsTheAliasOfAModule() {
        assertThat(shown("a.py", "import torch as t\n\nt.cuda.empty_cache()\n"))
                .containsExactly("device@3:1 torch.cuda.empty_cache");
    }

    @Test
    void followsANameImportedFromAModule() {
        assertThat(
                        shown(
                                "a.py",
                                "from torch import (\n    cuda,\n    nn,\n)\ncuda.set_device(0)\n"))
                .containsExactly("device@2:5 torch.cuda", "device@5:1 torch.cuda.set_device");
    }

    @Test
    void followsANameThatIsAssigned() {
        assertThat(shown("a.py", "import torch\ngpu = torch.cuda\ngpu.synchronize()\n"))
                .containsExactly("device@2:7 torch.cuda", "device@3:1 torch.cuda.synchronize");
    }

    @Test
    void knowsNumbasCudaFromTorchs() {
        assertThat(rules("a.py", "from numba import cuda\n@cuda.jit\ndef f(x):\n    pass\n"))
                .containsExactly("python-kernels", "python-kernels");
    }

    @Test
    void takesTheProjectsOwnModuleForNoPackage() {
        assertThat(rules("a.py", "from . import triton\nfrom .apex import x\ntriton.jit(x)\n"))
                .isEmpty();
    }

    @Test
    void readsTheCodeInsideOfAnFString() {
        var code = "import torch\nprint(f\"{torch.cuda.device_count()!r:>{4}} of cuda\")\n";
        assertThat(shown("a.py", code)).containsExactly("device@2:10 torch.cuda.device_count");
    }

    @Test
    void readsADeviceThatIsAnFString() {
        assertThat(shown("a.py", "device = f\"cuda:{rank}\"\n"))
                .containsExactly("device@1:10 cuda:{}");
    }

    @Test
    void readsNestedQuotesOfNewerFStrings() {
        assertThat(rules("a.py", "x = f\"{names[\"a\"]}\"\ny.cuda()\n")).containsExactly("device");
    }

    @Test
    void takesDefaultsAnnotationsAndDictionariesForDevices() {
        var code =
                """
                def f(x, device: str = "cuda"):
                    options = {"device": "cuda", "cuda": 1}
                    self.device: str = "cuda"
                    parser.add_argument("--device", default="cuda", help="cuda")
                    return "cuda" if fast else "cpu"
                """;
        assertThat(shown("a.py", code))
                .containsExactly(
                        "device@1:24 cuda",
                        "device@2:26 cuda",
                        "device@3:24 cuda",
                        "device@4:45 cuda",
                        "device@5:12 cuda");
    }

    @Test
    void tellsATestFromAUse() {
        assertThat(rules("a.py", "if x.device.type in ('cuda', 'xpu') or 'cuda' == d: pass\n"))
                .containsExactly("device-test", "device-test");
    }

    @Test
    void takesWhatIsPrintedLoggedOrRaisedForProse() {
        var code =
                """
                print("cuda")
                logger.info("nccl")
                raise ValueError("cuda")
                x = "runs on cuda devices"
                "cuda"
                """;
        assertThat(rules("a.py", code)).isEmpty();
    }

    @Test
    void takesDocstringsOfEveryKindForProse() {
        var code =
                """
                class A:
                    r'''torch.cuda and "cuda" '''

                    def f(self):
                        "cuda"
                        return 1
                """;
        assertThat(rules("a.py", code)).isEmpty();
    }

    @Test
    void readsCommandsThatAreStarted() {
        assertThat(rules("a.py", "import subprocess\nsubprocess.run(['nvidia-smi', '-L'])\n"))
                .containsExactly("nvml");
        assertThat(rules("a.py", "import os\nos.system('nvidia-smi -L')\n"))
                .containsExactly("nvml");
    }

    @Test
    void readsKernelsInsideOfStrings() {
        var code = "source = '''\n__global__ void f() {}\n'''\nload_inline(cuda_sources=source)\n";
        assertThat(shown("a.py", code)).containsExactly("kernel@2:1 __global__");
    }

    @Test
    void readsRequirementsOfASetupScript() {
        assertThat(rules("setup.py", "setup(install_requires=['torch', 'flash_attn>=2'])\n"))
                .containsExactly("flash-attention");
    }

    @Test
    void readsCodeCellsOfNotebooksOnly() {
        var notebook =
                """
                {"cells": [
                 {"cell_type": "markdown", "source": ["import torch\\n", "torch.cuda.init()"]},
                 {"cell_type": "code", "source": [
                   "import torch\\n",
                   "torch.cuda.init()\\n",
                   "!nvidia-smi"]}]}
                """;
        assertThat(shown("a.ipynb", notebook))
                .containsExactly("device@5:5 torch.cuda.init", "nvml@6:6 nvidia-smi");
    }

    @Test
    void survivesBrokenCode() {
        assertThat(rules("a.py", "x = f'{'\ny = '\nz = '''\nmodel.cuda()")).isEmpty();
        assertThat(rules("a.py", "x = f'{a'\nmodel.cuda()\n")).containsExactly("device");
    }
}
