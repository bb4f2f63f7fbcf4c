namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Something that is wrong with what was configured.</summary>
/// <param name="Place"><c>a2m.yaml:12</c>, a variable or an option.</param>
/// <param name="Line">To sort by; 0 where the place is no line.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record Problem(string Place, int Line, string Message)
{
    public override string ToString() => $"{Place}: {Message.ReplaceLineEndings(" ")}";
}
