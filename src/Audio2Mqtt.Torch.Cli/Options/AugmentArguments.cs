using System.CommandLine;
using Audio2Mqtt.Torch.Training.Augmentation;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary><c>--augment</c> and the options of its kinds; 0 switches a kind off.</summary>
internal sealed class AugmentArguments
{
    private static readonly AugmentationOptions Defaults = new();

    private readonly Option<bool> augment = new("--augment") { Description = "Learn from changed copies of each clip too: other pitch, tempo, level, room, noise" };
    private readonly Option<int?> factor = Numbers.Whole("--augment-factor", 1, 64, $"Changed copies of each clip [default: {Augmenter.DefaultCopies}]");
    private readonly Option<double?> pitchShift = Numbers.OrOff("--pitch-shift", "SEMITONES", 0.01, 12, $"Most that the pitch moves, either way [default: {Defaults.PitchShiftSemitones}]");
    private readonly Option<double?> timeStretch = Numbers.OrOff("--time-stretch", "SHARE", 0.001, 1, $"Most that the tempo changes: 0.15 is 15 % faster or slower [default: {Defaults.TimeStretch}]");
    private readonly Option<double?> timeShift = Numbers.OrOff("--time-shift", "SECONDS", 0.001, 60, $"Most that a sound moves in time, in a circle [default: {Defaults.TimeShiftSeconds}]");
    private readonly Option<double?> gain = Numbers.OrOff("--gain", "DB", 0.01, 60, $"Most that the level changes, either way [default: {Defaults.GainDb}]");
    private readonly Option<double?> noiseProbability = Numbers.Share("--noise-probability", $"Part of the copies that get noise [default: {Defaults.NoiseProbability}]");
    private readonly Option<(double Min, double Max)?> snr = Numbers.Range("--snr", -30, 80, $"Signal-to-noise ratios in dB, over the whole clip [default: {Defaults.SnrMinDb},{Defaults.SnrMaxDb}]");
    private readonly Option<string?> noise = new("--noise") { Description = "Folder with recordings of your own noise, mixed in beside made-up noise", HelpName = "DIR" };
    private readonly Option<double?> room = Numbers.OrOff("--room", "SECONDS", 0.1, 5, $"Longest reverberation of made-up rooms [default: {Defaults.RoomSeconds}]");
    private readonly Option<double?> bandLimit = Numbers.Share("--band-limit", $"Part of the copies that sound as through another microphone [default: {Defaults.BandLimitProbability}]");

    public void AddTo(Command command)
    {
        command.Add(augment);
        foreach (var option in Kinds) command.Add(option);
    }

    private Option[] Kinds => [factor, pitchShift, timeStretch, timeShift, gain, noiseProbability, snr, noise, room, bandLimit];

    /// <summary>What is asked for; null without <c>--augment</c>.</summary>
    /// <exception cref="UsageException">An option of a kind without <c>--augment</c>.</exception>
    public AugmentRequest? Read(ParseResult parsed)
    {
        if (!parsed.GetValue(augment))
        {
            var stray = Array.Find(Kinds, option => parsed.GetResult(option) is { Implicit: false });
            return stray is null ? null : throw new UsageException($"{stray.Name} says how to augment: add --augment");
        }

        var noiseShare = parsed.GetValue(noiseProbability) ?? Defaults.NoiseProbability;
        if (noiseShare == 0 && parsed.GetValue(noise) is not null) throw new UsageException("--noise and --noise-probability 0 exclude each other: leave one out");
        var (lowest, highest) = parsed.GetValue(snr) ?? (Defaults.SnrMinDb, Defaults.SnrMaxDb);
        var (semitones, stretch, shift, decibels, seconds) =
            (parsed.GetValue(pitchShift), parsed.GetValue(timeStretch), parsed.GetValue(timeShift), parsed.GetValue(gain), parsed.GetValue(room));
        return new()
        {
            Copies = parsed.GetValue(factor) ?? Augmenter.DefaultCopies,
            NoiseFolder = parsed.GetValue(noise),
            Options = Defaults with
            {
                PitchShiftProbability = Probability(semitones, Defaults.PitchShiftProbability),
                PitchShiftSemitones = Figure(semitones, Defaults.PitchShiftSemitones),
                TimeStretchProbability = Probability(stretch, Defaults.TimeStretchProbability),
                TimeStretch = Figure(stretch, Defaults.TimeStretch),
                TimeShiftProbability = Probability(shift, Defaults.TimeShiftProbability),
                TimeShiftSeconds = Figure(shift, Defaults.TimeShiftSeconds),
                GainProbability = Probability(decibels, Defaults.GainProbability),
                GainDb = Figure(decibels, Defaults.GainDb),
                NoiseProbability = noiseShare,
                SnrMinDb = lowest,
                SnrMaxDb = highest,
                RoomProbability = Probability(seconds, Defaults.RoomProbability),
                RoomSeconds = Figure(seconds, Defaults.RoomSeconds),
                BandLimitProbability = parsed.GetValue(bandLimit) ?? Defaults.BandLimitProbability,
            },
        };
    }

    // A kind that is off by default happens in half of the copies once it is asked for.
    private static double Probability(double? figure, double fallback) => figure switch { null => fallback, 0 => 0, _ => fallback > 0 ? fallback : 0.5 };

    private static double Figure(double? figure, double fallback) => figure is null or 0 ? fallback : figure.Value;
}
