using System.CommandLine;
using System.CommandLine.Invocation;
using Audio2Mqtt.Torch.Cli.Rendering;

namespace Audio2Mqtt.Torch.Cli;

/// <summary><c>--version</c>.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        VersionText.Write(parseResult.InvocationConfiguration.Output);
        return ExitCodes.Done;
    }
}
