#if !TORCHSHARP_PACKAGE
using System.Text.RegularExpressions;
using TorchSharp.Interop;
using Xunit;

namespace TorchSharp.Tests.Core;

/// <summary>Our provider names libtorch's operators by strings: each must be there in the libtorch that is installed, whichever release it is.</summary>
public sealed partial class OperatorNameTests
{
    [Fact]
    public void Every_operator_named_in_the_sources_exists_in_this_libtorch()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Audio2Mqtt.Torch.sln")))
            root = root.Parent;
        Assert.True(root is not null, "the tests run inside their checkout: the sources were not found above " + AppContext.BaseDirectory);

        var names = Directory.GetFiles(Path.Combine(root.FullName, "src", "TorchSharp"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Distinct()
            .ToList();

        Assert.True(names.Count > 300, $"only {names.Count} operator names found: did the spelling of the calls change?");
        // XNNPACK's operators are optional: without them convolutions run plain.
        Assert.DoesNotContain(names, name => !name.StartsWith("prepacked::", StringComparison.Ordinal) && !Aten.Has(name));
    }

    [GeneratedRegex("""(Aten\.\w+|Extremum|Moment)\(\s*"(?<name>[\w:.]+)["]""")]
    private static partial Regex Named();
}
#endif
