using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Audio2Mqtt.Torch.EndToEnd.Tools;
using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Onnx;

/// <summary>ONNX's checker (python3-onnx) and ONNX Runtime (npm), as tools/test installs them.</summary>
internal static class OnnxTools
{
    private const string Python = "/usr/bin/python3"; // Debian's, which has Debian's modules

    private static readonly Lazy<string?> WithoutChecker = new(() =>
        File.Exists(Python) && Run(Python, "-c", "import onnx").Code == 0 ? null : "python3-onnx is not installed: apt-get install python3-onnx");

    /// <summary>Why there is no checker; null when there is one.</summary>
    public static string? CheckerMissing => WithoutChecker.Value;

    /// <summary>Why there is no runtime; null when there is one.</summary>
    public static string? RuntimeMissing => File.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node", "package.json"))
        ? null : "onnxruntime-node is not in artifacts/onnxruntime: tools/test installs it where npm and its registry can be reached";

    private static string Folder => Path.Combine(FakeCheckout.RepositoryRoot(), "artifacts", "onnxruntime");

    /// <summary>What the checker found in a model.</summary>
    public static JsonElement Check(string model) => Json(Python, Script("check.py"), model);

    /// <summary>An output of a model.</summary>
    /// <param name="model">The file.</param>
    /// <param name="values">The input, row by row.</param>
    /// <param name="shape">Its two sizes.</param>
    /// <param name="scratch">A folder for the input.</param>
    public static Dictionary<string, (int[] Shape, float[] Values)> Evaluate(string model, float[] values, (int Rows, int Columns) shape, string scratch)
    {
        var input = Path.Combine(scratch, "input.f32");
        File.WriteAllBytes(input, MemoryMarshal.AsBytes<float>(values));
        return Json("node", Script("run.mjs"), Folder, model, input, $"{shape.Rows},{shape.Columns}").EnumerateObject().ToDictionary(
            output => output.Name,
            output => (
                output.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray(),
                output.Value.GetProperty("values").EnumerateArray().Select(value => value.GetSingle()).ToArray()));
    }

    private static string Script(string name) => Path.Combine(FakeCheckout.RepositoryRoot(), "tests", "Audio2Mqtt.Torch.EndToEnd", "Onnx", name);

    private static JsonElement Json(string program, params string[] arguments)
    {
        var (code, output, error) = Run(program, arguments);
        Assert.True(code == 0, error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    private static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
