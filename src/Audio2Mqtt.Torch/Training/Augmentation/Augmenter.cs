using System.Globalization;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>
/// Makes an augmented copy of a clip: pitch and tempo, time shift, room and band limit, noise, gain, in this order, as sound
/// travels. Clips over 30 s are worked on in pieces of 30 s, all with the same figures. Instances hold no state.
/// </summary>
public sealed class Augmenter : IWaveformTransform
{
    /// <summary>Copies of each clip where nothing else is asked for: 8.</summary>
    public const int DefaultCopies = 8;

    // Raised whenever the same options and seed give other samples, so that caches notice.
    private const int Version = 1;

    // A sound that got longer loses at most this part of its energy; where the drawn place would cost more, the best place is taken.
    private const double MaxLoss = 0.1;

    private readonly AugmentationOptions options;
    private readonly int copy;
    private readonly int copies;
    private readonly INoiseSource? recordings;

    /// <summary>The maker of one of a clip's copies.</summary>
    /// <param name="options">What it may go through; the defaults when null.</param>
    /// <param name="copyIndex">Which of the copies, from 0: their noise covers the range of ratios evenly, the last ones have none.</param>
    /// <param name="copyCount">How many there are, 1 or more.</param>
    /// <param name="noise">Recordings to mix in; null for coloured noise only. Borrowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A copy that is not one of them.</exception>
    /// <exception cref="ArgumentException">The lowest ratio or slope lies above the highest.</exception>
    public Augmenter(AugmentationOptions? options = null, int copyIndex = 0, int copyCount = 1, INoiseSource? noise = null)
    {
        this.options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfNegative(copyIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(copyIndex, copyCount);
        if (this.options.SnrMinDb > this.options.SnrMaxDb)
            throw new ArgumentException($"the lowest ratio {this.options.SnrMinDb} dB lies above the highest, {this.options.SnrMaxDb} dB", nameof(options));
        if (this.options.NoiseSlopeMinDb > this.options.NoiseSlopeMaxDb)
            throw new ArgumentException($"the lowest slope {this.options.NoiseSlopeMinDb} dB lies above the highest, {this.options.NoiseSlopeMaxDb} dB", nameof(options));
        (copy, copies, recordings) = (copyIndex, copyCount, noise);
        Key = KeyOf();
    }

    /// <summary>The makers of all copies of a clip: their noise covers the range of ratios evenly.</summary>
    /// <param name="options">What copies may go through; the defaults when null.</param>
    /// <param name="copyCount">How many, 1 or more.</param>
    /// <param name="noise">Recordings to mix in; null for coloured noise only. Borrowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">No copies.</exception>
    /// <exception cref="ArgumentException">The lowest ratio or slope lies above the highest.</exception>
    public static IReadOnlyList<Augmenter> Copies(AugmentationOptions? options = null, int copyCount = DefaultCopies, INoiseSource? noise = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(copyCount, 1);
        return [.. Enumerable.Range(0, copyCount).Select(copy => new Augmenter(options, copy, copyCount, noise))];
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No samples.</exception>
    public float[] Apply(ReadOnlySpan<float> samples, long seed)
    {
        var plan = AugmentationPlan.Draw(options, copy, copies, recordings is not null, seed);
        using var scope = NewDisposeScope();
        return Clips.ToArray(Apply(Clips.ToTensor(samples), plan));
    }

    /// <summary>Carries a plan out on [1, samples], which is borrowed; the result is the caller's.</summary>
    internal Tensor Apply(Tensor clip, AugmentationPlan plan)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)plan.Seed);
        var room = plan.RoomSeconds is { } seconds ? RoomResponse.Create(seconds, plan.RoomDirectDb, generator) : null;
        var changed = Clips.InPieces(clip.shape[1], (first, length, _) => Coloured(clip.narrow(1, first, length), room, plan));
        if (plan.SnrDb is { } snr) changed = Mixing.AtSnr(changed, Noise(clip.shape[1], plan), snr, options.SnrOverActivePart);
        if (plan.GainDb is { } gain) changed = Gain.Apply(changed, gain);
        return changed.MoveToOuterDisposeScope();
    }

    private static Tensor Coloured(Tensor piece, Tensor? room, AugmentationPlan plan)
    {
        using var scope = NewDisposeScope();
        var sound = piece;
        if (plan.Semitones != 0 || plan.Rate != 1) sound = Placed(Warp.Apply(sound, plan.Semitones, plan.Rate), piece.shape[1], plan.Place);
        if (plan.ShiftSamples != 0) sound = TimeShift.Apply(sound, plan.ShiftSamples);
        return SpectralFilter.Apply(sound, room, plan.Band).MoveToOuterDisposeScope();
    }

    // A stretched sound back at its clip's length: cut where little is lost, or with silence round it.
    private static Tensor Placed(Tensor sound, long samples, double place)
    {
        var excess = sound.shape[1] - samples;
        if (excess <= 0)
        {
            var before = (long)Math.Round(-excess * place);
            return nn.functional.pad(sound, [before, -excess - before]);
        }

        // What energy each of so many places keeps, from the drawn one on.
        const int places = 16;
        using var energy = nn.functional.pad(sound.square().to(ScalarType.Float64).cumsum(1), [1, 0]).data<double>();
        var first = Enumerable.Range(0, places).Select(k => (long)Math.Round(excess * ((place + ((double)k / places)) % 1))).ToArray();
        var kept = first.Select(start => energy[0, start + samples] - energy[0, start]).ToArray();
        var best = kept[0] >= (1 - MaxLoss) * energy[0, sound.shape[1]] ? 0 : Array.IndexOf(kept, kept.Max());
        return sound.narrow(1, first[best], samples);
    }

    private Tensor Noise(long samples, AugmentationPlan plan)
    {
        if (plan.NoiseSlopeDb is { } slope) return Clips.Noise(samples, slope, plan.Seed + 1);
        var noise = new float[samples];
        recordings!.Fill(noise, plan.Seed + 1);
        return Clips.ToTensor(noise);
    }

    private string KeyOf()
    {
        FormattableString key =
            $"augment/{Version} copy={copy}/{copies} pitch={options.PitchShiftProbability}x{options.PitchShiftSemitones} stretch={options.TimeStretchProbability}x{options.TimeStretch} shift={options.TimeShiftProbability}x{options.TimeShiftSeconds} gain={options.GainProbability}x{options.GainDb} noise={options.NoiseProbability} snr={options.SnrMinDb}..{options.SnrMaxDb}{(options.SnrOverActivePart ? "active" : "")} slope={options.NoiseSlopeMinDb}..{options.NoiseSlopeMaxDb} recorded={options.RecordedNoiseShare}:{recordings?.Key ?? "none"} room={options.RoomProbability}x{options.RoomSeconds}/{options.RoomDirectMinDb} band={options.BandLimitProbability}x{options.HighPassMaxHz}..{options.LowPassMinHz}/{options.TiltDb}";
        return key.ToString(CultureInfo.InvariantCulture);
    }
}
