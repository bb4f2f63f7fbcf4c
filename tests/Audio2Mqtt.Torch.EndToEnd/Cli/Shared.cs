namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>Recordings and genuine weights beside the checkout.</summary>
internal static class Shared
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Tools.FakeCheckout.RepositoryRoot(), "..", "shared"));

    /// <summary>The folder or file that weights are installed from.</summary>
    public static string Source =>
        Environment.GetEnvironmentVariable("A2M_YAMNET_SOURCE") is { Length: > 0 } named ? named : Path.Combine(Root, "yamnet");

    public static string Miaow => Audio("miaow_16k.wav");

    /// <summary>A dog that barks at once and goes on.</summary>
    public static string Bark => Path.Combine(Root, "esc10", "dog_bark", "2-114280-A.ogg");

    public static string Audio(string name) => Path.Combine(Root, "audio", name);

    /// <summary>Why these tests cannot run here; null when they can.</summary>
    public static string? Absent =>
        !File.Exists(Miaow) ? $"{Miaow} is not at hand: the recordings belong into ../shared/audio beside the checkout"
        : !Path.Exists(Source) ? $"{Source} is not at hand: set A2M_YAMNET_SOURCE to YAMNet's weights"
        : null;
}
