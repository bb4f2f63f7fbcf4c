using System.Text.RegularExpressions;
using Xunit;

namespace Audio2Mqtt.Torch.Tests;

/// <summary>Reads the engine's sources: a folder is a namespace, and its <c>using</c> lines are its dependencies.</summary>
public sealed partial class ArchitectureTests
{
    private const string Engine = "Audio2Mqtt.Torch";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Interop"] = [],
        ["Audio"] = ["Interop"],
        ["Features"] = ["TorchSharp"],
        ["Network"] = ["Features", "Interop", "TorchSharp"],
        ["Classification"] = ["Audio", "Features", "Network", "Preparation", "TorchSharp"],
        ["Training"] = ["Audio", "Features", "Network", "Preparation", "TorchSharp"],
        ["Preparation"] = ["Audio", "Features", "Network", "TorchSharp"],
        ["Events"] = [],
        ["Inspection"] = ["Audio", "Features", "Network", "Classification", "Training", "TorchSharp"],
        ["Streaming"] = ["Audio", "Features", "Network", "Preparation", "Events", "TorchSharp"],
        ["Sinks"] = ["Events", "Interop"],
    };

    [CheckoutFact]
    public void A_folder_uses_only_the_folders_that_it_may_know()
    {
        List<string> offences = [];
        foreach (var folder in Directory.GetDirectories(Checkout.Path("src", Engine)).Select(path => Path.GetFileName(path)!))
        {
            if (folder is "bin" or "obj")
                continue;
            Assert.True(Allowed.ContainsKey(folder), $"src/{Engine}/{folder} has no row in the list of allowed dependencies");
            foreach (var file in Sources("src", Engine, folder))
                offences.AddRange(Dependencies(file)
                    .Where(used => used != folder && !Allowed[folder].Contains(used))
                    .Select(used => $"{Path.GetFileName(file)} ({folder}) uses {used}"));
        }

        Assert.Empty(offences);
    }

    [CheckoutFact]
    public void The_program_never_uses_TorchSharp() =>
        Assert.DoesNotContain(Sources("src", "Audio2Mqtt.Torch.Cli"), file => Dependencies(file).Contains("TorchSharp"));

    [CheckoutFact]
    public void Pointers_and_native_handles_stay_in_Interop()
    {
        var offences = Sources("src", Engine)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Interop{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Native().IsMatch(WithoutComments(File.ReadAllText(file))));
        Assert.Empty(offences);
    }

    [CheckoutFact]
    public void A_folder_is_a_namespace()
    {
        foreach (var file in Sources("src", Engine))
        {
            var folders = Path.GetDirectoryName(Path.GetRelativePath(Checkout.Path("src", Engine), file))!;
            var expected = string.Join('.', ((string[])[Engine, .. folders.Split(Path.DirectorySeparatorChar)]).Where(part => part.Length > 0));
            Assert.Contains($"namespace {expected};", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [CheckoutFact]
    public void No_source_file_is_longer_than_450_lines()
    {
        var tooLong = Sources("src").Concat(Sources("tests")).Where(file => File.ReadLines(file).Count() > 450).Select(Path.GetFileName);
        Assert.Empty(tooLong);
    }

    private static IEnumerable<string> Sources(params string[] parts) =>
        Directory.GetFiles(Checkout.Path(parts), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    // "using Audio2Mqtt.Torch.Network.Weights;" depends on Network; both forms of TorchSharp's using on TorchSharp.
    private static HashSet<string> Dependencies(string file) =>
        [.. Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["folder"].Success ? match.Groups["folder"].Value : "TorchSharp")];

    private static string WithoutComments(string source) => Comment().Replace(source, "");

    [GeneratedRegex(@"^using (static )?(Audio2Mqtt\.Torch\.(?<folder>\w+)|TorchSharp)[\w.<>]*;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(nint|IntPtr|unsafe)\b")]
    private static partial Regex Native();

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
