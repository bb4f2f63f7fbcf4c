using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Report;

/// <summary>A clip as the network's front end sees it, as a small picture: time to the right, 64 mel bands upwards.</summary>
public static class Spectrogram
{
    /// <summary>Longer clips are drawn up to here.</summary>
    private const double MaxSeconds = 30;

    // 64 rows of so many bytes stay under 20 KB even where nothing compresses.
    private const int MaxColumns = 256;
    private const int Colours = 64;

    /// <summary>A range below which loudness is not stretched, in natural logarithms (about 35 dB): noise must look like noise.</summary>
    private const float LeastRange = 4;

    private static readonly byte[] Palette = Cubehelix(Colours);

    /// <summary>Pictures of mistakes; those whose clip cannot be read any more have none.</summary>
    /// <param name="mistakes">The mistakes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public static IReadOnlyDictionary<Mistake, byte[]> Of(IEnumerable<Mistake> mistakes, CancellationToken cancellationToken = default)
    {
        var pictures = new Dictionary<Mistake, byte[]>();
        using var logMel = new LogMel();
        foreach (var mistake in mistakes.Distinct())
        {
            try
            {
                pictures.Add(mistake, Png(logMel, Read(mistake, cancellationToken)));
            }
            catch (AudioException)
            {
                // It was readable when it was judged; a page without its picture is still a page.
            }
        }

        return pictures;
    }

    /// <summary>The picture of a waveform.</summary>
    /// <param name="logMel">The front end, on the CPU; borrowed.</param>
    /// <param name="samples">16 kHz mono, at least one sample.</param>
    /// <returns>A PNG file under 20 KB.</returns>
    public static byte[] Png(LogMel logMel, ReadOnlySpan<float> samples)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var padded = new float[Math.Max(samples.Length, LogMelOptions.Default.PatchSamples)];
        samples.CopyTo(padded);
        using var data = logMel.Compute(tensor(padded, [1, padded.Length])).squeeze(0).data<float>(); // [frames, 64]
        return Png(data.ToArray(), LogMelOptions.Default.MelBands);
    }

    /// <summary>The picture of log-mel frames.</summary>
    /// <param name="frames">[frames, bands] row by row.</param>
    /// <param name="bands">Mel bands, the lowest first.</param>
    /// <param name="mostColumns">Frames are averaged where there are more.</param>
    /// <param name="bandRows">Rows that a band is high.</param>
    internal static byte[] Png(IReadOnlyList<float> frames, int bands, int mostColumns = MaxColumns, int bandRows = 1)
    {
        var count = frames.Count / bands;
        var columns = Math.Min(count, mostColumns);
        var values = new float[bands * columns];
        for (var column = 0; column < columns; column++)
        {
            var (first, end) = ((int)((long)column * count / columns), (int)((long)(column + 1) * count / columns));
            for (var band = 0; band < bands; band++)
            {
                var sum = 0f;
                for (var frame = first; frame < end; frame++) sum += frames[(frame * bands) + band];
                values[((bands - 1 - band) * columns) + column] = sum / (end - first);
            }
        }

        var (low, high) = (values.Min(), values.Max());
        var range = Math.Max(high - low, LeastRange);
        byte[] pixels = [.. values.Select(value => (byte)Math.Clamp((int)((value - low) / range * Colours), 0, Colours - 1))];
        if (bandRows > 1) pixels = [.. pixels.Chunk(columns).SelectMany(row => Enumerable.Repeat(row, bandRows).SelectMany(same => same))];
        return Report.Png.Indexed(columns, pixels, Palette);
    }

    private static float[] Read(Mistake mistake, CancellationToken cancellationToken)
    {
        var duration = Math.Min(mistake.DurationSeconds ?? MaxSeconds, MaxSeconds);
        using var reader = AudioInput.OpenMono16k(
            mistake.Path, new() { Start = TimeSpan.FromSeconds(mistake.StartSeconds), Duration = TimeSpan.FromSeconds(duration) }, cancellationToken);
        return reader.ReadToEnd();
    }

    // D. A. Green, "A colour scheme for the display of astronomical intensity images" (2011), https://arxiv.org/abs/1108.5083: brightness rises
    // steadily, so that the picture holds in grey and for the colour-blind. Start 0.5, rotations -1.5, hue 1.
    private static byte[] Cubehelix(int colours)
    {
        var palette = new byte[colours * 3];
        for (var k = 0; k < colours; k++)
        {
            var light = (double)k / (colours - 1);
            var angle = 2 * Math.PI * ((0.5 / 3) + 1 - (1.5 * light));
            var amplitude = light * (1 - light) / 2;
            var (sin, cos) = Math.SinCos(angle);
            palette[3 * k] = Byte(light + (amplitude * ((-0.14861 * cos) + (1.78277 * sin))));
            palette[(3 * k) + 1] = Byte(light + (amplitude * ((-0.29227 * cos) - (0.90649 * sin))));
            palette[(3 * k) + 2] = Byte(light + (amplitude * 1.97294 * cos));
        }

        return palette;

        static byte Byte(double value) => (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }
}
