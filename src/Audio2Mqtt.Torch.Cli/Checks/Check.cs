namespace Audio2Mqtt.Torch.Cli.Checks;

/// <summary>What doctor found about one thing.</summary>
/// <param name="Name">The thing.</param>
/// <param name="State">How it is.</param>
/// <param name="Value">Version, file, number: what there is to tell.</param>
/// <param name="Mend">What mends it; null where nothing needs mending.</param>
internal sealed record Check(string Name, CheckState State, string Value, string? Mend = null);
