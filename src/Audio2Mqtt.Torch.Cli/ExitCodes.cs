namespace Audio2Mqtt.Torch.Cli;

/// <summary>What the program's end tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Something failed; in a batch, at least one file.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong, or the one input cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by the user (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
