using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

public sealed class ScriptsTests : IDisposable
{
    private readonly FakeCheckout checkout = new();

    public void Dispose() => checkout.Dispose();

    [ShellcheckFact]
    public async Task Shellcheck_finds_nothing_in_the_tools()
    {
        var tools = Directory.GetFiles(checkout.PathOf("tools"));

        var result = await checkout.RunAsync("/usr/bin/env", ["shellcheck", "-x", "-P", checkout.Folder, .. tools], []);

        Assert.Empty(result.Output);
        Assert.Equal(0, result.ExitCode);
    }
}
