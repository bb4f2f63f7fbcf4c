using System.Text.Json;
using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Golden;

/// <summary>One window of 15600 samples: the runtime's scores (times 256) and our logits.</summary>
internal sealed record RuntimeWindow(string Clip, int Start, byte[] Quantised, float[] Logits);

/// <summary>The windows that a real TFLite runtime scored, scored by our network as well.</summary>
internal static class RuntimeWindows
{
    internal static IReadOnlyList<RuntimeWindow> Run()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(GoldenData.File("tflite_runtime.json")));
        using var yamnet = GenuineYamnet.Load("lite6");
        using var logMel = new LogMel();
        using var mode = inference_mode();
        List<RuntimeWindow> windows = [];
        foreach (var clip in document.RootElement.GetProperty("clips").EnumerateObject())
        {
            using var scope = NewDisposeScope();
            var samples = Samples(clip);
            var starts = clip.Value.GetProperty("windows").EnumerateArray().ToArray();
            var waveform = tensor(starts.SelectMany(window => samples.AsSpan(window.GetProperty("start").GetInt32(), 15600).ToArray()).ToArray(), [starts.Length, 15600]);
            using var output = yamnet.call(logMel.Compute(waveform));
            for (var k = 0; k < starts.Length; k++)
                windows.Add(new RuntimeWindow(
                    clip.Name, starts[k].GetProperty("start").GetInt32(), starts[k].GetProperty("q_base64").GetBytesFromBase64(), output.Logits[k].data<float>().ToArray()));
        }

        return windows;
    }

    // Two clips are given by a formula, the others by the name of a recording.
    private static float[] Samples(JsonProperty clip) => clip.Name switch
    {
        "zeros" => new float[30960],
        "sine440" => [.. Enumerable.Range(0, 30960).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 440 * i / 16000)))],
        _ => GoldenData.Samples(GoldenData.Recording(Path.GetFileNameWithoutExtension(clip.Value.GetProperty("file").GetString()!))),
    };
}
