using System.Globalization;
using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What a source may have, and what all sources may share under <c>listen</c>.</summary>
internal static class SourceKeys
{
    /// <summary>The model that means YAMNet's own classes.</summary>
    public const string YamnetModel = "yamnet";

    private const string AsTrained = "as the model was trained, else false";

    private static readonly string TopDbWords = string.Create(CultureInfo.InvariantCulture, $"the model's own, else {SoundPreparation.DefaultTopDb}");

    public static readonly Key<string> Name = new(
        "name", new TextKind("NAME"), "What the source is called, in events and topics; no other source has it");
    public static readonly Key<bool> Microphone = new("microphone", new FlagKind(), "Hear the default input");
    public static readonly Key<bool> Loopback = new("loopback", new FlagKind(), "Hear what this machine plays");
    public static readonly Key<string> Device = new("device", new TextKind("NAME"), "Hear the device with this in its name");
    public static readonly Key<int> DeviceId = new(
        "device_id", new WholeKind(0, int.MaxValue), "Hear the device of this number (a2m-torch devices lists them)");
    public static readonly Key<string> Url = new(
        "url", new TextKind("URL", Addresses.Problem, Addresses.Shown), "Hear an address: rtsp://, http://, …; credentials are best a ${VARIABLE}")
    { HasCredentials = true };
    public static readonly Key<string> File = new("file", new PathKind("FILE", "-"), "Hear a file, or - for standard input");

    public static readonly Key<int> Channel = new("channel", new WholeKind(1, AudioInputOptions.MaxChannels), "Hear one channel, from 1")
    { Option = "--channel", DefaultWords = "the mean of all" };

    public static readonly Key<bool> Realtime = new("realtime", new FlagKind(), "Play a file at the pace of its clock", false)
    { Option = "--realtime", OptionValue = "true", DefaultWords = "as fast as the disk" };

    public static readonly Key<PcmFormat> Pcm = new(
        "pcm", new PcmKind(), "Standard input has no header: its samples are ENCODING:RATE:CHANNELS, such as s16le:48000:2")
    { Option = "--pcm" };

    public static readonly Key<bool> Enabled = new(
        "enabled", new FlagKind(), "Whether it is listened to from the beginning, or when it is switched on", true);
    public static readonly Key<bool> Clips = new("clips", new FlagKind(), "Whether clips of it are kept, where 'recording' has a folder", true);

    public static readonly Key<string> Model = new(
        "model", new PathKind("MODEL", YamnetModel), $"A trained model's folder, or {YamnetModel} for YAMNet's own classes")
    { DefaultWords = $"{SoundModel.DefaultPath} where it exists, else {YamnetModel}" };

    public static readonly Key<string> Network = new("network", new ChoiceKind("lite", "float"), "Which YAMNet; a model knows its own", "lite")
    { Option = "--network" };

    public static readonly Key<bool> Denoise = new("denoise", new FlagKind(), "Whether steady noise is taken off before the model hears")
    { Option = "--denoise", OptionValue = "true", OptionDescription = $"Take steady noise off before the model hears [default: {AsTrained}]", DefaultWords = AsTrained };

    public static readonly Key<bool> Trim = new("trim", new FlagKind(), "Whether silence after a sound is passed over")
    { Option = "--trim", OptionValue = "true", OptionDescription = $"Pass over silence after a sound [default: {AsTrained}]", DefaultWords = AsTrained };

    public static readonly Key<double> TopDb = new(
        "top_db", new NumberKind(1, 120, "DB"), "How far below the loudest of the last two seconds silence is, in dB, where it is passed over")
    { Option = "--top-db", OptionDescription = $"With --trim: silence is this far below the loudest [default: {TopDbWords}]", DefaultWords = TopDbWords };

    public static readonly Key<IReadOnlyList<string>> Classes = new(
        "classes", new ListKind("CLASS"), "Only these sounds: names of classes and groups, patterns such as 'dog*'")
    { Option = "--classes", OptionDescription = "Only these sounds: names, patterns such as 'dog*'; may be repeated", DefaultWords = "all" };

    public static readonly Key<IReadOnlyList<string>> Exclude = new(
        "exclude", new ListKind("CLASS"), "Never these sounds, not through a group either")
    { Option = "--exclude", OptionDescription = "Never these sounds: names, patterns; may be repeated" };

    public static readonly Key<TimeSpan> Hop = new(
        "hop", new DurationKind(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.96), TimeSpan.FromMilliseconds(10)), "Time from patch to patch")
    { Option = "--hop", DefaultWords = "half a patch: 0.48 for YAMNet" };

    public static readonly Key<double> Threshold = new("threshold", new NumberKind(0, 1), "Score at which a sound starts", null)
    { Option = "--threshold", DefaultWords = "the model's own, else 0.7" };

    public static readonly Key<double> Release = new("release", new NumberKind(0, 1), "Score below which a sound is over")
    { Option = "--release", DefaultWords = $"{SoundRule.ReleaseShare.ToString(CultureInfo.InvariantCulture)} of the threshold" };

    public static readonly Key<TimeSpan> Debounce = new(
        "debounce", new DurationKind(TimeSpan.Zero, TimeSpan.FromDays(1)), "Time after its end before a sound may start again",
        TimeSpan.FromSeconds(1))
    { Option = "--debounce" };

    public static readonly Key<TimeSpan> MinDuration = new(
        "min_duration", new DurationKind(TimeSpan.Zero, TimeSpan.FromDays(1)), "A sound is told only once it has lasted so long", TimeSpan.Zero)
    { Option = "--min-duration" };

    public static readonly Key<TimeSpan> MaxDuration = new(
        "max_duration", new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)), "An event that lasts so long is ended",
        TimeSpan.FromMinutes(10))
    { Option = "--max-duration" };

    public static readonly Key<Smoothing> Averaging = new("smoothing", new SmoothingKind(), "Patches whose scores are averaged, and how",
        new Smoothing(new DetectionOptions().SmoothingPatches, new DetectionOptions().Smoothing))
    { Option = "--smoothing" };

    public static readonly Key<Confirmation> Confirm = new(
        "confirm", new ConfirmationKind(), "How many of the last patches must reach the threshold", new DetectionOptions().Confirm)
    { Option = "--confirm" };

    public static readonly Key<TimeSpan> UpdateInterval = new(
        "update_interval", new DurationKind(TimeSpan.Zero, TimeSpan.FromDays(1)), "How often it is told that a sound goes on; 0 for never",
        new DetectionOptions().UpdateInterval);

    public static readonly Key<Level> EnergyThreshold = new(
        "energy_threshold", new LevelKind(), "Quieter patches are not looked at: dBFS RMS, or off", new Level(new EnergyGateOptions().ThresholdDbfs))
    { Option = "--energy-threshold" };

    public static readonly Key<bool> AdaptiveGate = new("adaptive_gate", new FlagKind(), "Whether the gate follows the noise floor instead", false)
    { Option = "--adaptive-gate", OptionValue = "true", OptionDescription = "Let the gate follow the noise floor instead" };

    public static readonly Key<double> GateMargin = new(
        "gate_margin", new NumberKind(0, 60), "How far above the floor an adaptive gate opens, in dB", (double)new EnergyGateOptions().MarginDb);
    public static readonly Key<TimeSpan> FloorMemory = new(
        "floor_memory", new DurationKind(1, 3600), "Over how long the quietest patch is the noise floor", new EnergyGateOptions().FloorMemory);

    /// <summary>What makes it one source and not another.</summary>
    public static readonly IReadOnlyList<Key> Inputs = [Microphone, Loopback, Device, DeviceId, Url, File];

    /// <summary>What single sounds may have too.</summary>
    public static readonly IReadOnlyList<Key> OfSounds = [Threshold, Release, Debounce, MinDuration, MaxDuration];

    /// <summary>What all sources may share.</summary>
    public static readonly IReadOnlyList<Key> Shared =
    [
        Model, Network, Denoise, Trim, TopDb, Classes, Exclude, .. OfSounds, Hop, Averaging, Confirm, UpdateInterval, EnergyThreshold, AdaptiveGate, GateMargin, FloorMemory,
    ];

    /// <summary>A section of <c>sources</c>.</summary>
    public static readonly Section Section = new("sources", [Name, .. Inputs, Channel, Realtime, Pcm, Enabled, Clips, .. Shared]);
}
