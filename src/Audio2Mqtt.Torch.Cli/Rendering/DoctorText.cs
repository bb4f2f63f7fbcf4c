using Audio2Mqtt.Torch.Cli.Checks;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What doctor found, for people: a line each, and below it what mends it.</summary>
internal static class DoctorText
{
    public static void Write(TextWriter output, IReadOnlyList<Check> checks)
    {
        var width = checks.Max(check => check.Name.Length);
        foreach (var check in checks)
        {
            var mark = check.State switch { CheckState.Ok => "ok     ", CheckState.Warning => "warning", _ => "MISSING" };
            output.WriteLine($"{mark}  {check.Name.PadRight(width)}  {check.Value}");
            if (check.Mend is { } mend) output.WriteLine($"{new string(' ', mark.Length + width + 4)}to mend: {mend}");
        }
    }
}
