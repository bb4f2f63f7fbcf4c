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
        var clips = files.Select(Clip).ToArray(); // also reads the files into the system's cache
        var (_, decode) = Time(() => ReadThrough(files, null));
        var (_, decodeAndResample) = Time(() => ReadThrough(files, AudioInput.YamnetSampleRate));

        using var yamnet = Setup.LoadYamnet();
        using var logMel = new LogMel();
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var (parts, features) = Time(() => clips.Select(clip => Patches(logMel, clip)).ToArray());
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

    // 16 kHz mono, padded: the program pads in the buffers that it decodes into.
    private static float[] Clip(string file)
    {
        using var reader = AudioInput.OpenMono16k(file);
        var clip = reader.ReadToEnd();
        Array.Resize(ref clip, checked((int)LogMel.PaddedLength(clip.Length)));
        return clip;
    }

    // Into one small buffer, so that no memory is made while the clock runs.
    private static long ReadThrough(IEnumerable<string> files, int? rate)
    {
        var buffer = new float[4096];
        long samples = 0;
        foreach (var file in files)
        {
            using var reader = AudioInput.Open(file, new() { SampleRate = rate, Mono = true });
            for (int count; (count = reader.Read(buffer)) > 0;)
                samples += count;
        }

        return samples;
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
