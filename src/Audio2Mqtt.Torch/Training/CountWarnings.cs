using Audio2Mqtt.Torch.Network;
namespace Audio2Mqtt.Torch.Training;

/// <summary>What the numbers of clips say about the model to come.</summary>
internal static class CountWarnings
{
    private const int FewClips = 20;
    private const int Imbalance = 5;

    internal static IEnumerable<string> Of(IReadOnlyList<string> classes, IReadOnlyList<ClipSource> clips)
    {
        if (!classes.Any(BackgroundClasses.IsBackground))
        {
            yield return "no class is background (names such as background, noise, other): whatever the model hears, it will name one of its sounds; "
                + "a2m-torch background makes one";
        }

        var counts = clips.GroupBy(clip => clip.ClassName, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Clips: group.Count(), Recordings: group.Select(clip => clip.Recording).Distinct().Count()))
            .OrderBy(item => item.Name, StringComparer.Ordinal).ToList();
        string[] few = [.. counts.Where(item => item.Clips < FewClips).Select(item => $"'{item.Name}' {item.Clips}")];
        if (few.Length > 0) yield return $"under {FewClips} clips: {Words.Few(few)}; more recordings help most there";
        string[] alone = [.. counts.Where(item => item.Recordings == 1).Select(item => $"'{item.Name}'")];
        if (alone.Length > 0)
            yield return $"all clips of {Words.Few(alone)} come from one recording: how well another one is known cannot be measured (--group tells recordings apart)";
        var (most, least) = (counts.MaxBy(item => item.Clips), counts.MinBy(item => item.Clips));
        if (most.Clips > Imbalance * least.Clips)
            yield return $"'{most.Name}' has {most.Clips} clips and '{least.Name}' {least.Clips}: over {Imbalance} to 1; training weighs them, but recordings would be better";
    }
}
