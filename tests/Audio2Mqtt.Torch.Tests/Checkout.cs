namespace Audio2Mqtt.Torch.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Checkout
{
    private static readonly string? Root = Find();

    internal static bool Available => Root is not null;

    internal static string Path(params string[] parts) => System.IO.Path.Combine([Root!, .. parts]);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Audio2Mqtt.Torch.sln")))
                return folder.FullName;
        return null;
    }
}
