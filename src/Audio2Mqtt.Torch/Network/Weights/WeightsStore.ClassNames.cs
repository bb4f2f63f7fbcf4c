namespace Audio2Mqtt.Torch.Network.Weights;

/// <content>
/// Class names for a source that carries none: every file of the float network. They are the same 521 names for both networks, and not
/// ours to ship: they are looked for beside the source, in installed weights, in the local sources, and last on the network.
/// </content>
public sealed partial class WeightsStore
{
    private async Task<(YamnetWeights Weights, string Source)> NameClassesAsync(
        YamnetWeights weights, string source, string folder, IProgress<WeightsProgress>? progress, CancellationToken cancellationToken)
    {
        if (weights.ClassNames.Count > 0) return (weights, source);
        if (FindLocalNames(source) is var (names, place)) return (weights.WithClassNames(names), place);
        var tried = new List<string>();
        foreach (var listed in options.Catalog.ClassNames.Sources.Where(listed => options.AllowNetwork && listed.Url is not null))
        {
            try
            {
                var path = await WeightsDownload.FetchAsync(listed, folder, options, progress, cancellationToken).ConfigureAwait(false);
                try
                {
                    return (weights.WithClassNames(ClassMap.Read(path)), listed.Url!);
                }
                finally
                {
                    File.Delete(path);
                }
            }
            catch (Audio2MqttException error)
            {
                tried.Add(error.Message);
            }
        }

        var bring = options.Catalog.ClassNames.Sources.FirstOrDefault(listed => listed.Url is not null)?.Url;
        throw new Audio2MqttException(
            $"{source}: the file holds no class names, and none were found{string.Concat(tried.Select(reason => $" ({reason})"))}: "
            + $"install 'lite' first, or put {bring} beside the file");
    }

    private (IReadOnlyList<string> Names, string Place)? FindLocalNames(string source)
    {
        var beside = File.Exists(source) ? Path.GetDirectoryName(Path.GetFullPath(source)) : source;
        foreach (var place in new[] { beside }.Concat(options.LocalSources.Select(FolderOf)).OfType<string>())
        {
            foreach (var listed in options.Catalog.ClassNames.Sources.Where(listed => listed.Path is not null))
            {
                var path = Path.Combine(place, listed.Path!);
                if (File.Exists(path)) return (WeightsFile.Guard(path, ClassMap.Read), path);
            }
        }

        // The two networks share their classes, so the lite one serves: installed, or as a file that has not been installed yet.
        if (Find(YamnetVariant.Lite) is string installed) return (LoadFrom(installed, YamnetVariant.Lite).ClassNames, installed);
        foreach (var place in options.LocalSources)
        {
            if (FindIn(YamnetVariant.Lite, place) is (string path, not null)
                && WeightsFile.Guard(path, WeightsFile.Read) is { ClassNames.Count: > 0 } lite) return (lite.ClassNames, path);
        }

        return null;
    }

    private static string? FolderOf(string place) => File.Exists(place) ? Path.GetDirectoryName(Path.GetFullPath(place)) : place;
}
