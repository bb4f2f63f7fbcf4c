namespace Audio2Mqtt.Torch.Training.Augmentation;

/// <summary>What one copy goes through: every figure drawn, null for the kinds that were not.</summary>
internal sealed record AugmentationPlan
{
    /// <summary>Semitones up; 0 for none.</summary>
    internal double Semitones { get; init; }

    /// <summary>Times as fast; 1 for none.</summary>
    internal double Rate { get; init; } = 1;

    /// <summary>Where a sound that no longer fits is cut, or a short one is put: 0 at its beginning, 1 at its end.</summary>
    internal double Place { get; init; }

    /// <summary>Samples later, in a circle.</summary>
    internal long ShiftSamples { get; init; }

    /// <summary>Reverberation time in seconds.</summary>
    internal double? RoomSeconds { get; init; }

    /// <summary>Direct over reverberant energy in dB; means nothing without a room.</summary>
    internal double RoomDirectDb { get; init; }

    /// <summary>Edges and tilt.</summary>
    internal BandLimit? Band { get; init; }

    /// <summary>Signal-to-noise ratio in dB.</summary>
    internal double? SnrDb { get; init; }

    /// <summary>Slope of the noise in dB an octave; null for a recording.</summary>
    internal double? NoiseSlopeDb { get; init; }

    /// <summary>Change of the level in dB.</summary>
    internal double? GainDb { get; init; }

    /// <summary>Decides the noise and the room themselves.</summary>
    internal long Seed { get; init; }

    /// <summary>
    /// Draws a plan. Over the copies of a clip noise is stratified: copy k of n takes its place from the k-th of n equal parts of [0, 1),
    /// the part below <see cref="AugmentationOptions.NoiseProbability"/> being spread over the ratios from the lowest to the highest. So the
    /// copies cover the range evenly, and the last ones stay free of noise.
    /// </summary>
    internal static AugmentationPlan Draw(AugmentationOptions options, int copy, int copies, bool hasRecordings, long seed)
    {
        // Every number is drawn whether it is used or not: switching one kind off leaves the others as they were.
        var draws = new SeededDraws(seed);
        bool Happens(double probability) => draws.Unit() < probability;

        var (isPitched, semitones) = (Happens(options.PitchShiftProbability), draws.Between(-options.PitchShiftSemitones, options.PitchShiftSemitones));
        var (isStretched, rate) = (Happens(options.TimeStretchProbability), draws.BetweenOctaves(1 / (1 + options.TimeStretch), 1 + options.TimeStretch));
        var place = draws.Unit();
        var (isShifted, shift) = (Happens(options.TimeShiftProbability), draws.Between(-options.TimeShiftSeconds, options.TimeShiftSeconds));
        var (hasRoom, room, direct) = (Happens(options.RoomProbability), draws.Between(0.1, options.RoomSeconds), draws.Between(options.RoomDirectMinDb, 20));
        var (hasBand, low, high) = (Happens(options.BandLimitProbability), draws.BetweenOctaves(20, options.HighPassMaxHz), draws.BetweenOctaves(options.LowPassMinHz, 8000));
        var tilt = draws.Between(-options.TiltDb, options.TiltDb);
        var stratum = (copy + draws.Unit()) / copies;
        var (isRecording, slope) = (Happens(options.RecordedNoiseShare), draws.Between(options.NoiseSlopeMinDb, options.NoiseSlopeMaxDb));
        var (hasGain, gain) = (Happens(options.GainProbability), draws.Between(-options.GainDb, options.GainDb));
        return new()
        {
            Semitones = isPitched ? semitones : 0,
            Rate = isStretched ? rate : 1,
            Place = place,
            ShiftSamples = isShifted ? (long)Math.Round(shift * Waveforms.SampleRate) : 0,
            RoomSeconds = hasRoom ? room : null,
            RoomDirectDb = direct,
            Band = hasBand ? new() { HighPassHz = low, LowPassHz = high, TiltDb = tilt } : null,
            SnrDb = stratum < options.NoiseProbability
                ? options.SnrMinDb + ((options.SnrMaxDb - options.SnrMinDb) * stratum / options.NoiseProbability) : null,
            NoiseSlopeDb = isRecording && hasRecordings ? null : slope,
            GainDb = hasGain ? gain : null,
            Seed = draws.Next(),
        };
    }
}
