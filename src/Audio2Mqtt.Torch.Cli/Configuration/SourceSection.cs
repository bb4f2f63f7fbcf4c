namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What is configured of one source.</summary>
/// <param name="Name">Its name; empty where it has none, which is an error.</param>
/// <param name="Origin">Where it is written.</param>
/// <param name="Line">In the file; 0 elsewhere.</param>
/// <param name="Values">Its values.</param>
/// <param name="Sounds">The sounds of this source alone.</param>
internal sealed record SourceSection(string Name, string Origin, int Line, Layer Values, IReadOnlyList<SoundSection> Sounds)
{
    /// <summary>The inputs that it names: exactly one where it is well.</summary>
    public IEnumerable<Key> Inputs => SourceKeys.Inputs.Where(key => Values.Find(key) is { Value: not false });

    /// <summary>What does not fit together.</summary>
    public IEnumerable<Problem> Problems()
    {
        Key[] inputs = [.. Inputs];
        var names = string.Join(" and ", inputs.Select(key => key.Name));
        var who = Name.Length > 0 ? $"the source '{Name}'" : "the source";
        if (inputs.Length == 0) yield return new(Origin, Line, $"{who} names nothing to hear: add one of {string.Join(", ", SourceKeys.Inputs.Select(key => key.Name))}");
        if (inputs.Length > 1) yield return new(Origin, Line, $"{who} names {names}: one of them can be heard");
        var isInput = Equals(Values.Find(SourceKeys.File)?.Value, "-");
        if (!isInput && Values.Find(SourceKeys.Pcm) is { } pcm) yield return new(pcm.Origin, pcm.Line, "pcm: is for standard input: file: '-'");
        if (Values.Find(SourceKeys.Realtime) is { Value: true } paced && (isInput || Values.Find(SourceKeys.File) is null))
            yield return new(paced.Origin, paced.Line, "realtime: is for a file");
    }
}
