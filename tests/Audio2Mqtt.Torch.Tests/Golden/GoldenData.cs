using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Audio2Mqtt.Torch.Tests.Network.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Tests.Golden;

/// <summary>
/// The reference data beside the checkout: features, scores and embeddings that were worked out in double precision by a program of its
/// own, and scores recorded from a real TFLite runtime.
/// </summary>
internal static class GoldenData
{
    internal static readonly string[] Cases = ["zeros_1s", "sine440_3s", "noise_3s", "short_0p3s", "odd_1p37s", "miaow_16k", "speech_whistling2"];

    internal static bool Available => GenuineWeights.Has(Path.Combine("golden", "golden.json"));

    /// <summary>A file of the golden folder.</summary>
    internal static string File(string name) => GenuineWeights.Path(Path.Combine("golden", name));

    /// <summary>A recording: golden/NAME.wav, else the one in ../audio.</summary>
    internal static string Recording(string name)
    {
        var made = File(name + ".wav");
        return System.IO.File.Exists(made) ? made : GenuineWeights.Path(Path.Combine("..", "audio", name + ".wav"));
    }

    internal static JsonElement Facts(string name)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(File("golden.json")));
        return document.RootElement.GetProperty("cases").GetProperty(name).Clone();
    }

    /// <summary>The samples of a 16-bit mono WAV file, in [-1, 1).</summary>
    internal static float[] Samples(string path)
    {
        var bytes = System.IO.File.ReadAllBytes(path);
        var data = bytes.AsSpan().IndexOf("data"u8) + 8;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(data - 4));
        return MemoryMarshal.Cast<byte, short>(bytes.AsSpan(data, length)).ToArray().Select(sample => sample / 32768f).ToArray();
    }

    /// <summary>A recording padded with zeros to its golden length, [1, samples].</summary>
    internal static Tensor PaddedWaveform(string name)
    {
        var samples = Samples(Recording(name));
        Array.Resize(ref samples, Facts(name).GetProperty("padded_samples").GetInt32());
        return tensor(samples, [1, samples.Length]);
    }

    /// <summary>A float32 array of NumPy's format 1.0, little endian, C order.</summary>
    internal static Tensor Npy(string name)
    {
        var bytes = System.IO.File.ReadAllBytes(File(name));
        var headerLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var header = System.Text.Encoding.ASCII.GetString(bytes, 10, headerLength);
        if (!header.Contains("'<f4'", StringComparison.Ordinal))
            throw new InvalidDataException($"{name} is not float32: {header}");
        var open = header.IndexOf('(', StringComparison.Ordinal);
        var shape = header[(open + 1)..header.IndexOf(')', StringComparison.Ordinal)]
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(length => long.Parse(length, CultureInfo.InvariantCulture))
            .ToArray();
        return tensor(MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + headerLength)).ToArray(), shape);
    }

    internal static double LargestDifference(Tensor left, Tensor right)
    {
        using var scope = NewDisposeScope();
        return (left - right).abs().max().ToDouble();
    }
}
