using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Inspection.Pages;

/// <summary>Sound inside a page: FLAC, 16 bits, 16 kHz mono, which is what the network hears, and half the size of WAV.</summary>
internal static class EncodedSound
{
    /// <summary>A FLAC file.</summary>
    /// <param name="samples">16 kHz mono; what lies beyond full scale is held there.</param>
    public static byte[] Flac(ReadOnlySpan<float> samples)
    {
        using var stream = new MemoryStream();
        using var writer = AudioWriter.Create(stream, "the sound of the page", new() { Format = AudioFileFormat.Flac });
        writer.Write(samples);
        writer.Complete();
        return stream.ToArray();
    }

    /// <summary>A data address.</summary>
    public static string Address(byte[] flac) => $"data:audio/flac;base64,{Convert.ToBase64String(flac)}";
}
