namespace Audio2Mqtt.Torch.Tests.Network.Weights;

/// <summary>The genuine files that tests may read: in the folder A2M_YAMNET_SOURCE, else in ../shared/yamnet beside the checkout.</summary>
internal static class GenuineWeights
{
    public const string Lite = "yamnet_classification.tflite";
    public const string Hub = "yamnet_hub_core_dynrange.tflite";
    public const string ClassMap = "yamnet_class_map.csv";

    private static readonly string? Folder = FindFolder();

    public static bool Has(string file) => Folder is not null && File.Exists(Path(file));

    public static string Path(string file) => System.IO.Path.Combine(Folder!, file);

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("A2M_YAMNET_SOURCE") is { Length: > 0 } named && Directory.Exists(named)) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Audio2Mqtt.Torch.sln"))) continue;
            var shared = System.IO.Path.Combine(folder.FullName, "..", "shared", "yamnet");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
