namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Weights for people: a line each, details below it.</summary>
internal static class WeightsText
{
    public static void Write(TextWriter output, IEnumerable<WeightsDocument> all)
    {
        foreach (var weights in all)
        {
            output.WriteLine($"{weights.Name,-5}  {(weights.Installed ? "installed" : "not installed")}  {weights.Path}");
            if (!weights.Installed) continue;
            output.WriteLine($"  size {weights.Bytes / 1e6:0.0} MB");
            output.WriteLine($"  hash {weights.Hash}");
            output.WriteLine($"  source {weights.Source} ({weights.SourceFormat}, sha256 {weights.SourceSha256})");
            output.WriteLine($"  licence {weights.Licence ?? "unknown"}");
        }
    }
}
