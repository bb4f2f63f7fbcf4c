namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>
/// Installed weights: found, loaded, checked, and installed from a file, the local folders or the network. Safe to use from several
/// threads and processes at once: files appear whole, and one installer at a time works in a folder.
/// </summary>
public sealed partial class WeightsStore
{
    private readonly WeightsStoreOptions options;

    /// <summary>A store with its own places.</summary>
    /// <param name="options">Folders and sources.</param>
    /// <exception cref="ArgumentException">No folder is named.</exception>
    public WeightsStore(WeightsStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Folders.Count == 0) throw new ArgumentException("at least one folder is needed", nameof(options));
        this.options = options;
    }

    /// <summary>The store of this machine: see <see cref="WeightsStoreOptions.FromEnvironment"/>.</summary>
    /// <exception cref="Audio2MqttException"><c>weights/sources.json</c> is broken.</exception>
    public static WeightsStore FromEnvironment() => new(WeightsStoreOptions.FromEnvironment());

    /// <summary>Where a network is installed, or would first be.</summary>
    /// <param name="variant">Which network.</param>
    public string PathOf(YamnetVariant variant) => Find(variant) ?? Path.Combine(options.Folders[0], FileName(variant));

    /// <summary>Whether a network is installed.</summary>
    /// <param name="variant">Which network.</param>
    public bool IsInstalled(YamnetVariant variant) => Find(variant) is not null;

    /// <summary>Loads an installed network in about 10 ms. Its recorded hash is believed; <see cref="Verify"/> computes it anew.</summary>
    /// <param name="variant">Which network.</param>
    /// <exception cref="WeightsUnavailableException">It is not installed.</exception>
    /// <exception cref="WeightsFormatException">The installed file is broken, or holds the other network.</exception>
    /// <exception cref="Audio2MqttException">The installed file cannot be read.</exception>
    public YamnetWeights Load(YamnetVariant variant)
    {
        var path = Find(variant) ?? throw Unavailable(variant, []);
        return LoadFrom(path, variant);
    }

    /// <summary>Loads a network, installing it first where it is missing.</summary>
    /// <param name="variant">Which network.</param>
    /// <param name="progress">Told of a download's progress; null for nobody.</param>
    /// <param name="cancellationToken">Ends a download or a wait for another installer.</param>
    /// <exception cref="WeightsUnavailableException">It is not installed and no source could be read.</exception>
    /// <exception cref="Audio2MqttException">A file is broken, or cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async Task<YamnetWeights> LoadOrInstallAsync(
        YamnetVariant variant, IProgress<WeightsProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Find(variant) is string path) return LoadFrom(path, variant);
        var installation = await InstallAsync(variant, null, keepExisting: true, progress, cancellationToken).ConfigureAwait(false);
        return installation.Weights;
    }

    /// <summary>What is known about a network without reading its values.</summary>
    /// <param name="variant">Which network.</param>
    /// <exception cref="WeightsFormatException">The installed file is broken, or holds the other network.</exception>
    /// <exception cref="Audio2MqttException">The installed file cannot be read.</exception>
    public WeightsInfo Info(YamnetVariant variant)
    {
        if (Find(variant) is not string path)
            return new() { Variant = variant, Path = PathOf(variant), IsInstalled = false };
        var header = WeightsFile.Guard(path, SafetensorsFile.ReadHeader);
        Require(variant, YamnetWeights.VariantOf(YamnetSafetensors.Activation(header.Metadata, path)), path);
        return new()
        {
            Variant = variant,
            Path = path,
            IsInstalled = true,
            Bytes = new FileInfo(path).Length,
            WeightsHash = YamnetSafetensors.Hash(header.Metadata, path),
            Provenance = YamnetSafetensors.Provenance(header.Metadata, path),
        };
    }

    /// <summary>Reads an installed network and computes the hash of its values anew.</summary>
    /// <param name="variant">Which network.</param>
    /// <exception cref="WeightsUnavailableException">It is not installed.</exception>
    /// <exception cref="WeightsFormatException">The installed file is broken.</exception>
    /// <exception cref="Audio2MqttException">The installed file cannot be read.</exception>
    public WeightsVerification Verify(YamnetVariant variant)
    {
        var weights = Load(variant);
        return new(PathOf(variant), weights.WeightsHash, weights.ComputeHash(), options.Catalog[variant].WeightsHash);
    }

    private static string FileName(YamnetVariant variant) => $"yamnet-{NameOf(variant)}.safetensors";

    private static string NameOf(YamnetVariant variant) => variant.ToString().ToLowerInvariant();

    private static YamnetWeights LoadFrom(string path, YamnetVariant variant)
    {
        var weights = WeightsFile.Read(path);
        Require(variant, weights.Variant, path);
        if (weights.ClassNames.Count == 0)
            throw new WeightsFormatException(path, null, "it holds no class names", Remedy(variant));
        return weights;
    }

    private static void Require(YamnetVariant wanted, YamnetVariant there, string path)
    {
        if (there != wanted) throw new WeightsFormatException(path, null, $"it holds the network '{NameOf(there)}'", Remedy(wanted));
    }

    private static string Remedy(YamnetVariant variant) => $"run: a2m-torch weights install {NameOf(variant)}";

    private string? Find(YamnetVariant variant) =>
        options.Folders.Select(folder => Path.Combine(folder, FileName(variant))).FirstOrDefault(File.Exists);

    private WeightsUnavailableException Unavailable(YamnetVariant variant, IReadOnlyList<string> tried) =>
        new(variant, options.Catalog[variant].Sources.First(source => source.Url is not null), options.Folders[0], tried);
}
