namespace Audio2Mqtt.Torch.Network.Weights;

/// <content>Installing.</content>
public sealed partial class WeightsStore
{
    /// <summary>
    /// Installs a network, replacing what is there: from <paramref name="from"/> alone where it is given, else from the first of the local
    /// sources that has it, else from the network. The result is checked, converted and renamed into place.
    /// </summary>
    /// <param name="variant">Which network.</param>
    /// <param name="from">A file, or a folder with one (TF.js: the folder of <c>model.json</c>); null for the listed sources.</param>
    /// <param name="progress">Told of a download's progress; null for nobody.</param>
    /// <param name="cancellationToken">Ends a download or a wait for another installer.</param>
    /// <exception cref="WeightsUnavailableException">No source could be read.</exception>
    /// <exception cref="WeightsFormatException">The file is broken, or is not the network that was asked for.</exception>
    /// <exception cref="Audio2MqttException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public Task<WeightsInstallation> InstallAsync(
        YamnetVariant variant, string? from = null, IProgress<WeightsProgress>? progress = null, CancellationToken cancellationToken = default) =>
        InstallAsync(variant, from, keepExisting: false, progress, cancellationToken);

    private async Task<WeightsInstallation> InstallAsync(
        YamnetVariant variant, string? from, bool keepExisting, IProgress<WeightsProgress>? progress, CancellationToken cancellationToken)
    {
        var (installLock, folder) = await TakeFolderAsync(cancellationToken).ConfigureAwait(false);
        using (installLock)
        {
            // Another process may have installed it during the wait.
            if (keepExisting && Find(variant) is string existing)
                return new(existing, existing, existing, LoadFrom(existing, variant));
            var (weights, source) = from is null
                ? await FromSourcesAsync(variant, folder, progress, cancellationToken).ConfigureAwait(false)
                : ReadNamed(variant, from);
            var (named, namesSource) = await NameClassesAsync(weights, source, folder, progress, cancellationToken).ConfigureAwait(false);
            var path = Path.Combine(folder, FileName(variant));
            WeightsFile.Guard(path, target => YamnetSafetensors.Write(target, named));
            return new(path, source, namesSource, named);
        }
    }

    /// <summary>The first folder that can be written, locked.</summary>
    private async Task<(InstallLock Lock, string Folder)> TakeFolderAsync(CancellationToken cancellationToken)
    {
        Exception? last = null;
        foreach (var folder in options.Folders)
        {
            try
            {
                Directory.CreateDirectory(folder);
                return (await InstallLock.TakeAsync(folder, options.Time, cancellationToken).ConfigureAwait(false), folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                last = error; // A checkout or a program folder that is read-only: the user's folder comes next.
            }
        }

        throw new Audio2MqttException(
            $"weights cannot be installed into {string.Join(" or ", options.Folders)} ({last!.Message}); "
            + $"make one writable, or name a folder in {WeightsStoreOptions.FolderVariable}",
            last);
    }

    private async Task<(YamnetWeights Weights, string Source)> FromSourcesAsync(
        YamnetVariant variant, string folder, IProgress<WeightsProgress>? progress, CancellationToken cancellationToken)
    {
        var tried = new List<string>();
        foreach (var place in options.LocalSources)
        {
            var (path, source) = FindIn(variant, place);
            if (path is null)
            {
                tried.Add($"{place}: {(Path.Exists(place) ? "no known file" : "does not exist")}");
                continue;
            }

            var weights = ReadChecked(variant, path, source, otherIsNull: File.Exists(place));
            if (weights is not null) return (weights, path);
            tried.Add($"{path}: the other network");
        }

        foreach (var source in options.Catalog[variant].Sources.Where(source => options.AllowNetwork && source.Url is not null))
        {
            try
            {
                return (await DownloadAsync(variant, source, folder, progress, cancellationToken).ConfigureAwait(false), source.Url!);
            }
            catch (Audio2MqttException error)
            {
                tried.Add(error.Message);
            }
        }

        throw Unavailable(variant, tried);
    }

    private async Task<YamnetWeights> DownloadAsync(
        YamnetVariant variant, WeightsSource source, string folder, IProgress<WeightsProgress>? progress, CancellationToken cancellationToken)
    {
        var path = await WeightsDownload.FetchAsync(source, folder, options, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            var weights = ReadChecked(variant, path, null)!;
            return weights.WithProvenance(weights.Provenance with
            {
                SourceFile = Path.GetFileName(new Uri(source.Url!).AbsolutePath),
                Url = source.Url,
                Licence = source.Licence,
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A local source: the file itself, or the first listed file that a folder has.</summary>
    private (string? Path, WeightsSource? Source) FindIn(YamnetVariant variant, string place)
    {
        var sources = options.Catalog[variant].Sources;
        if (File.Exists(place)) return (place, sources.FirstOrDefault(source => source.Path == Path.GetFileName(place)));
        foreach (var source in sources.Where(source => source.Path is not null))
        {
            var path = Path.Combine(place, source.Path!);
            if (File.Exists(path)) return (path, source);
        }

        return (null, null);
    }

    private (YamnetWeights Weights, string Source) ReadNamed(YamnetVariant variant, string from)
    {
        var path = ResolveNamed(variant, from);
        return (ReadChecked(variant, path, null)!, path);
    }

    private string ResolveNamed(YamnetVariant variant, string from)
    {
        if (File.Exists(from)) return from;
        if (FindIn(variant, from).Path is string found) return found;
        var expected = string.Join(", ", options.Catalog[variant].Sources.Select(source => source.Path).OfType<string>());
        throw new Audio2MqttException(Directory.Exists(from)
            ? $"{from}: holds none of {expected}; name the file itself"
            : $"{from}: there is no such file; check the path");
    }

    /// <summary>
    /// Reads a file and makes sure it is what was asked for. <paramref name="otherIsNull"/>: the other network is no error but no answer
    /// either, since <c>A2M_YAMNET_SOURCE</c> may name one file while both networks are in use.
    /// </summary>
    private YamnetWeights? ReadChecked(YamnetVariant variant, string path, WeightsSource? listed, bool otherIsNull = false)
    {
        var weights = WeightsFile.Read(path);
        var name = NameOf(variant);
        if (weights.Variant != variant)
        {
            return otherIsNull ? null : throw new WeightsFormatException(
                path, null, $"this is the network '{weights.Name}', and '{name}' was asked for",
                $"bring another file, or run: a2m-torch weights install {weights.Name} --from {path}");
        }

        var entry = options.Catalog[variant];
        if (entry.WeightsHash is string official && weights.ComputeHash() != official)
        {
            var bring = entry.Sources.First(source => source.Url is not null);
            throw new WeightsFormatException(
                path, null, $"its values are not those of the official network (hash {weights.ComputeHash()} instead of {official})",
                $"download {bring.Url}, sha256 {bring.Sha256}");
        }

        var licence = (listed ?? entry.Sources.FirstOrDefault(source => source.Sha256 == weights.Provenance.SourceSha256))?.Licence;
        return licence is null ? weights : weights.WithProvenance(weights.Provenance with { Licence = licence });
    }
}
