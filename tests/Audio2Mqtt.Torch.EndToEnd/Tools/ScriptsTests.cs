using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

public sealed class ScriptsTests : IDisposable
{
    private readonly FakeCheckout checkout = new();

    public void Dispose() => checkout.Dispose();

    [ShellcheckFact]
    public async Task Shellcheck_finds_nothing_in_the_tools()
    {
        // Scripts have no extension; what has one is a configuration or a unit of systemd.
        var tools = Directory.GetFiles(checkout.PathOf("tools")).Where(file => Path.GetExtension(file).Length == 0);

        var result = await checkout.RunAsync("/usr/bin/env", ["shellcheck", "-x", "-P", checkout.Folder, .. tools], []);

        Assert.Empty(result.Output);
        Assert.Equal(0, result.ExitCode);
    }
}
