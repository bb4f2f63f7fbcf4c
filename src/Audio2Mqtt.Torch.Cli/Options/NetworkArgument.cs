using System.CommandLine;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>One of the two networks by its name.</summary>
internal static class NetworkArgument
{
    /// <summary>An argument that may be left out; its value is then null.</summary>
    public static Argument<YamnetVariant?> Create(string description) => new("NETWORK")
    {
        HelpName = "lite|float",
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == "lite") return YamnetVariant.Lite;
            if (text == "float") return YamnetVariant.Float;
            result.AddError($"'{text}' is not lite or float.");
            return null;
        },
    };
}
