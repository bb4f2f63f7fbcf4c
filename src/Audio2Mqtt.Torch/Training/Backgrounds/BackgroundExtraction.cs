using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training.Backgrounds;

/// <summary>The recordings of one extraction, and what was refused while it ran.</summary>
public sealed class BackgroundExtraction
{
    internal BackgroundExtraction(IReadOnlyList<string> recordings, IReadOnlyList<string> stems, string folder, FreeStretches free, List<AudioException> problems) =>
        (Recordings, Stems, Folder, Free, ProblemList) = (recordings, stems, folder, free, problems);

    /// <summary>The recordings that segments are cut out of.</summary>
    public IReadOnlyList<string> Recordings { get; }

    /// <summary>Where the segments are written.</summary>
    public string Folder { get; }

    /// <summary>Recordings that cannot be read, each with the reason; complete once the extraction has ended.</summary>
    public IReadOnlyList<AudioException> Problems => ProblemList;

    /// <summary>Segments that were drawn and refused because they are silent: below -60 dBFS throughout.</summary>
    public int Silent { get; internal set; }

    /// <summary>Segments that were drawn and refused because the model to avoid hears a target in them, by class.</summary>
    public IReadOnlyDictionary<string, int> Avoided => AvoidedCounts;

    /// <summary>What the files of each recording are called, in the recordings' order.</summary>
    internal IReadOnlyList<string> Stems { get; }

    internal FreeStretches Free { get; }

    internal List<AudioException> ProblemList { get; }

    internal SortedDictionary<string, int> AvoidedCounts { get; } = new(StringComparer.Ordinal);
}
