using System.Diagnostics;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Benchmarks.Measuring;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>The stages of the whole road, one after the other on one thread.</summary>
internal static class RoadStages
{
    // As the program does it.
    private const int Batch = 32;

    /// <summary>Seconds of each stage over all files of a folder.</summary>
    public static IReadOnlyList<(string Name, double Seconds)> Measure(string folder)
    {
        var files = InputFiles.Expand([folder], recursive: true);
        Decode(files.Take(1), AudioInput.YamnetSampleRate);
        var (_, decode) = Time(() => Decode(files, null));
        var (clips, decodeAndResample) = Time(() => Decode(files, AudioInput.YamnetSampleRate));

        using var yamnet = Setup.LoadYamnet();
        using var logMel = new LogMel();
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        // Padded before the clock runs: the program pads in the buffers that it decodes into.
        float[][] padded = [.. clips.Select(Padded)];
        var (parts, features) = Time(() => padded.Select(clip => Patches(logMel, clip)).ToArray());
        var patches = cat(parts); // [N, 96, 64]
        yamnet.call(patches[..Batch]).Dispose();
        var (_, network) = Time(() =>
        {
            foreach (var batch in patches.split(Batch))
            {
                using var output = yamnet.call(batch);
                using var scores = output.Scores.data<float>();
                scores.ToArray();
            }

            return true;
        });
        return [("decode", decode), ("resample", decodeAndResample - decode), ("log-mel", features), ("network", network)];
    }

    private static float[][] Decode(IEnumerable<string> files, int? rate) => [.. files.Select(file =>
    {
        using var reader = AudioInput.Open(file, new() { SampleRate = rate, Mono = true });
        return reader.ReadToEnd();
    })];

    private static float[] Padded(float[] clip)
    {
        Array.Resize(ref clip, checked((int)LogMel.PaddedLength(clip.Length)));
        return clip;
    }

    private static Tensor Patches(LogMel logMel, float[] clip)
    {
        using var scope = NewDisposeScope();
        return logMel.Patches(logMel.Compute(tensor(clip, [1, clip.Length])))[0].MoveToOuterDisposeScope();
    }

    private static (T Result, double Seconds) Time<T>(Func<T> action)
    {
        var begin = Stopwatch.GetTimestamp();
        var result = action();
        return (result, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }
}
