using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Inspection.Meters;

/// <summary>Gathers what a page draws, in the memory of a page and not of the recording.</summary>
internal sealed class PictureMeter : IDisposable
{
    /// <summary>Columns of the waveform and of the spectrogram at most: more than a screen has.</summary>
    internal const int MostColumns = 1600;

    /// <summary>Samples of a Fourier transform of the mean spectrum: lines 7.8 Hz apart.</summary>
    internal const int SpectrumSamples = 2048;

    // A waveform's column begins with 2.5 ms: a second has 400, a recording of four seconds as many as there may be.
    private const int EnvelopeSamples = 40;
    private const int BlockFrames = 1000;

    private readonly LogMelOptions mel = LogMelOptions.Default;
    private readonly LogMel logMel = new();
    private readonly Tensor window;
    private readonly Columns envelope = new(2, MostColumns, (one, other, k) => k == 0 ? Math.Min(one, other) : Math.Max(one, other));
    private readonly Columns bands; // the last number counts frames
    private readonly float[] block;
    private readonly double[] spectrum = new double[(SpectrumSamples / 2) + 1];
    private readonly List<float> played = [];
    private readonly int playedAtMost;
    private readonly float[] extremes = [float.MaxValue, float.MinValue];
    private int inEnvelope;
    private int inBlock;
    private long spectra;

    public PictureMeter(TimeSpan playedAtMost)
    {
        this.playedAtMost = (int)(playedAtMost.TotalSeconds * AudioInput.YamnetSampleRate);
        bands = new(mel.MelBands + 1, MostColumns, (one, other, _) => one + other);
        block = new float[((BlockFrames - 1) * mel.HopSamples) + mel.WindowSamples];
        using var scope = NewDisposeScope();
        window = tensor(Features.Spectrum.WindowWeights(SpectrumSamples)).DetachFromDisposeScope();
    }

    /// <summary>Takes the next samples, 16 kHz mono.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        if (played.Count < playedAtMost) played.AddRange(samples[..Math.Min(samples.Length, playedAtMost - played.Count)]);
        foreach (var sample in samples)
        {
            (extremes[0], extremes[1]) = (Math.Min(extremes[0], sample), Math.Max(extremes[1], sample));
            if (++inEnvelope == EnvelopeSamples) EndEnvelope();
        }

        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, block.Length - inBlock);
            samples[..count].CopyTo(block.AsSpan(inBlock));
            inBlock += count;
            samples = samples[count..];
            if (inBlock == block.Length) EndBlock();
        }
    }

    /// <summary>The pictures; once, at the end.</summary>
    public SoundPictures Finish()
    {
        if (inEnvelope > 0) EndEnvelope();

        // A rest shorter than a window counts only where there is nothing else.
        if (spectra == 0 && inBlock < SpectrumSamples) inBlock = Math.Max(inBlock, SpectrumSamples);
        if (inBlock >= mel.WindowSamples) EndBlock();
        var extremesOf = envelope.Finish();
        return new()
        {
            Waveform = [.. extremesOf.Chunk(2).Select(pair => (pair[0], pair[1]))],
            LogMel = [.. bands.Finish().Chunk(mel.MelBands + 1).SelectMany(column => column[..mel.MelBands].Select(value => value / column[mel.MelBands]))],
            SpectrumDb = [.. spectrum.Select(power => 10 * Math.Log10((power / Math.Max(1, spectra) / 2) + 1e-15))],
            Played = played,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        logMel.Dispose();
        window.Dispose();
    }

    private void EndEnvelope()
    {
        envelope.Add(extremes);
        (extremes[0], extremes[1], inEnvelope) = (float.MaxValue, float.MinValue, 0);
    }

    // What the next frames hear again stays at the beginning.
    private void EndBlock()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var waveform = tensor(block[..inBlock], [1, inBlock]);                        // [1, samples]
        var frames = logMel.Compute(waveform).squeeze(0);                             // [frames, 64]
        using (var data = frames.data<float>())
        {
            Span<float> column = new float[mel.MelBands + 1];
            var values = data.ToArray().AsSpan();
            for (; !values.IsEmpty; values = values[mel.MelBands..])
            {
                values[..mel.MelBands].CopyTo(column);
                column[mel.MelBands] = 1;
                bands.Add(column);
            }
        }

        if (inBlock >= SpectrumSamples) AddSpectra(waveform);
        var used = (1 + ((inBlock - mel.WindowSamples) / mel.HopSamples)) * mel.HopSamples;
        block.AsSpan(used, inBlock - used).CopyTo(block);
        inBlock -= used;
    }

    private void AddSpectra(Tensor waveform)
    {
        var windows = waveform.to(ScalarType.Float64).unfold(1, SpectrumSamples, SpectrumSamples / 2).mul(window); // [1, N, 2048]
        var power = fft.rfft(windows).abs().square();                                                              // [1, N, 1025]
        using var data = power.sum([0, 1]).data<double>();
        var sums = data.ToArray();
        for (var k = 0; k < sums.Length; k++) spectrum[k] += sums[k];
        spectra += power.shape[1];
    }
}
