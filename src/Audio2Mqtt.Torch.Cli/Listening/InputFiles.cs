using Audio2Mqtt.Torch.Cli.Configuration;

namespace Audio2Mqtt.Torch.Cli.Listening;

/// <summary>Recordings that are to be heard: unlike a camera, a file that is missing will not come.</summary>
internal static class InputFiles
{
    public static IEnumerable<Problem> Missing(ListenPlan plan)
    {
        foreach (var section in plan.Sources.Select(source => source.Section))
        {
            if (section.Values.Find(SourceKeys.File) is { Value: string path } given && path != "-" && !File.Exists(WithoutScheme(path)))
                yield return new(given.Origin, given.Line, $"{path}: {(Directory.Exists(path) ? "is a folder; name one file" : "no such file")}");
        }
    }

    private static string WithoutScheme(string path) => path.StartsWith("file://", StringComparison.OrdinalIgnoreCase) ? new Uri(path).LocalPath : path;
}
