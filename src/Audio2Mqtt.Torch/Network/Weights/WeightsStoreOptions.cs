namespace Audio2Mqtt.Torch.Network.Weights;

/// <summary>Where weights live and where they come from. The default follows the environment; tests and hosts name everything.</summary>
public sealed record WeightsStoreOptions
{
    /// <summary>The variable that names the folder of installed weights.</summary>
    public const string FolderVariable = "A2M_WEIGHTS";

    /// <summary>The variable that names a file, or a folder of files, to install from.</summary>
    public const string SourceVariable = "A2M_YAMNET_SOURCE";

    private const string CatalogFile = "sources.json";

    /// <summary>
    /// Folders of installed weights. Each is looked into, in this order; the first that can be written takes what is installed.
    /// Default: <c>A2M_WEIGHTS</c> alone where it is set; else <c>weights</c> of the checkout or program folder, then
    /// <c>a2m-torch/weights</c> under the user's data folder (<c>~/.local/share</c> on Linux).
    /// </summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>
    /// Local files or folders to install from, tried in this order before the network. Default: <c>A2M_YAMNET_SOURCE</c>, then
    /// <c>../shared/yamnet</c> beside the checkout.
    /// </summary>
    public IReadOnlyList<string> LocalSources { get; init; } = [];

    /// <summary>Whether the network may be asked. Default: true.</summary>
    public bool AllowNetwork { get; init; } = true;

    /// <summary>How long the network may be silent before a download is given up. Default: 30 s, as slow proxies need most of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above zero.</exception>
    public TimeSpan NetworkTimeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value
            : throw new ArgumentOutOfRangeException(nameof(NetworkTimeout), value, "must be above zero");
    } = TimeSpan.FromSeconds(30);

    internal WeightsCatalog Catalog { get; init; } = WeightsCatalog.BuiltIn();

    /// <summary>The outer seam of downloads; null for the real network.</summary>
    internal HttpMessageHandler? HttpHandler { get; init; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the environment, the checkout or the program folder say.</summary>
    /// <exception cref="Audio2MqttException"><c>weights/sources.json</c> is broken.</exception>
    public static WeightsStoreOptions FromEnvironment()
    {
        var root = FindRoot();
        var sources = new List<string>();
        if (Environment.GetEnvironmentVariable(SourceVariable) is { Length: > 0 } source) sources.Add(source);
        if (root is not null) sources.Add(Path.GetFullPath(Path.Combine(root, "..", "shared", "yamnet")));
        return new()
        {
            Folders = InstalledFolders(root),
            LocalSources = sources,
            Catalog = root is null ? WeightsCatalog.BuiltIn() : WeightsCatalog.Read(Path.Combine(root, "weights", CatalogFile)),
        };
    }

    private static IReadOnlyList<string> InstalledFolders(string? root)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named) return [Path.GetFullPath(named)];
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var ofUser = Path.Combine(data, "a2m-torch", "weights");
        return root is null ? [ofUser] : [Path.Combine(root, "weights"), ofUser];
    }

    // The nearest folder above the program that has weights/sources.json: a checkout, or a published program that kept it.
    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "weights", CatalogFile))) return folder.FullName;
        return null;
    }
}
