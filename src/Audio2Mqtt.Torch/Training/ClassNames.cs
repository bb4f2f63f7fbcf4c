using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Whether the classes of a data set can be classes of a model.</summary>
internal static class ClassNames
{
    /// <summary>Checks the names, and warns of those that may be meant as one.</summary>
    /// <exception cref="DatasetException">Too few classes, or names that differ in case only.</exception>
    internal static void Check(string folder, IReadOnlyList<string> names, int minimum, List<string> warnings)
    {
        if (names.Count == 0)
        {
            var what = DatasetFiles.In(folder).Any(AudioFormats.IsAudio) ? "recordings, but in no class folder" : "no recordings";
            throw new DatasetException(folder, $"holds {what}: make a folder for each sound in it (doorbell, background, …) and put recordings of it there");
        }

        if (names.Count < minimum && names.Count == 1)
        {
            throw new DatasetException(
                folder, $"holds one class only, '{names[0]}': a model learns what tells sounds apart, so it needs at least two; add a folder "
                + "of everything else, called background (a2m-torch background makes one)");
        }

        if (names.Count < minimum) throw new DatasetException(folder, $"holds {names.Count} classes; at least {minimum} are needed");
        if (names.FirstOrDefault(name => name.Any(char.IsControl)) is { } odd)
            throw new DatasetException(folder, $"a class folder's name has control characters in it ('{string.Concat(odd.Where(c => !char.IsControl(c)))}'): rename it");
        if (Alike(names, name => name.ToUpperInvariant()).FirstOrDefault() is { } same)
            throw new DatasetException(folder, $"the classes {Words.List(same)} differ in case only: make them one, or rename one");
        foreach (var near in Alike(names, Core))
            warnings.Add($"the classes {Words.List(near)} have almost the same name: are they one?");
    }

    private static IEnumerable<string[]> Alike(IEnumerable<string> names, Func<string, string> key) =>
        names.GroupBy(key).Where(group => group.Count() > 1 && group.Key.Length > 0).Select(group => group.ToArray());

    // Without case, blanks, punctuation and the s of a plural.
    private static string Core(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant().TrimEnd('S');
}
