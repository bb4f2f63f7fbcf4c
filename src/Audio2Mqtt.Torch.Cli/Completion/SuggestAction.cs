using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Audio2Mqtt.Torch.Cli.Completion;

/// <summary><c>a2m-torch [suggest] LINE</c>: how LINE may go on, a word a line, for the scripts of <c>completion</c>.</summary>
internal sealed class SuggestAction(RootCommand root) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        foreach (var word in Suggestions.For(root, line)) parseResult.InvocationConfiguration.Output.WriteLine(word);
        return ExitCodes.Done;
    }
}
