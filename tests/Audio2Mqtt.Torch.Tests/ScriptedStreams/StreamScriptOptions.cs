namespace Audio2Mqtt.Torch.Tests.ScriptedStreams;

/// <summary>What a scripted stream is made of.</summary>
internal sealed record StreamScriptOptions
{
    /// <summary>Folder of class folders with the clips.</summary>
    public required string Clips { get; init; }

    /// <summary>Only clips whose file name begins so; empty: all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Class folders that are left out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Its length.</summary>
    public double Minutes { get; init; } = 30;

    /// <summary>Decides all that is random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The ratios of sounds to the background, in dB, equally often.</summary>
    public IReadOnlyList<double> SnrsDb { get; init; } = [20, 15, 10, 5, 0];

    /// <summary>
    /// What lies under it, by turns: a colour (<c>white</c>, <c>pink</c>, <c>brown</c>), or a file, or a folder of files, whose name is the background's (a clip
    /// of a class of that name is never laid over it: nobody could tell them apart).
    /// </summary>
    public IReadOnlyList<string> Backgrounds { get; init; } = ["pink"];

    /// <summary>RMS of the background, in dBFS.</summary>
    public double LevelDbfs { get; init; } = -40;

    /// <summary>Length of a section, which has one background; no sound crosses its ends.</summary>
    public double SectionSeconds { get; init; } = 60;

    /// <summary>The shortest and the longest pause between two sounds.</summary>
    public (double Least, double Most) PauseSeconds { get; init; } = (2, 8);
}
