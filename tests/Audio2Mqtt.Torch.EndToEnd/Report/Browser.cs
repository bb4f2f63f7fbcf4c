using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.EndToEnd.Report;

/// <summary>A headless Chromium, driven by chromedriver's HTTP protocol (https://www.w3.org/TR/webdriver1/).</summary>
internal sealed partial class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string? Program = Find("chromium") ?? Find("chromium-browser") ?? Find("google-chrome");
    private static readonly string? Driver = Find("chromedriver");

    private readonly Process driver;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("a2m-browser-");
    private string session = "";

    private Browser(Process driver) => this.driver = driver;

    /// <summary>Why there is no browser; null when there is one.</summary>
    public static string? Absent =>
        Program is null ? "chromium is not installed" : Driver is null ? "chromedriver is not installed (Debian: chromium-driver)" : null;

    public static async Task<Browser> Start()
    {
        var process = Process.Start(new ProcessStartInfo(Driver!, ["--port=0"]) { RedirectStandardOutput = true })!;
        var browser = new Browser(process);
        try
        {
            await browser.OpenSession();
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>Shows a page in a window of so many points.</summary>
    public async Task Show(Uri page, int width, int height)
    {
        await Resize(width, height);
        await Post("url", new JsonObject { ["url"] = page.AbsoluteUri });
    }

    /// <summary>Changes the window: a real one cannot be narrower than 500 points, a telephone's screen can.</summary>
    public async Task Resize(int width, int height) => await Post("goog/cdp/execute", new JsonObject
    {
        ["cmd"] = "Emulation.setDeviceMetricsOverride",
        ["params"] = new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 500 },
    });

    /// <summary>Runs the body of a function in the page.</summary>
    public async Task<JsonElement> Run(string script) => await Post("execute/sync", new JsonObject { ["script"] = script, ["args"] = new JsonArray() });

    /// <summary>Clicks as a person does, which alone may start sound.</summary>
    public async Task Click(string selector)
    {
        var found = await Post("element", new JsonObject { ["using"] = "css selector", ["value"] = selector });
        await Post($"element/{found.EnumerateObject().Single().Value.GetString()}/click", []);
    }

    /// <summary>Presses keys of the keyboard where the focus is.</summary>
    public async Task Press(string keys)
    {
        var active = await http.GetFromJsonAsync<JsonElement>($"{session}/element/active");
        await Post($"element/{active.GetProperty("value").EnumerateObject().Single().Value.GetString()}/value", new JsonObject { ["text"] = keys });
    }

    /// <summary>Waits until an expression of the page is true.</summary>
    public async Task Until(string expression)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!(await Run($"return Boolean({expression})")).GetBoolean()) await Task.Delay(20, timeout.Token);
    }

    /// <summary>A picture of what the window shows.</summary>
    public async Task<byte[]> Screenshot() => (await http.GetFromJsonAsync<JsonElement>($"{session}/screenshot")).GetProperty("value").GetBytesFromBase64();

    /// <summary>What the console said since the last time.</summary>
    public async Task<string[]> Console() => [.. (await Log("browser")).Select(entry => entry.GetProperty("message").GetString()!)];

    /// <summary>The addresses that pages of ours asked for since the last time; the browser's own new tab asks for much.</summary>
    public async Task<string[]> Requests() =>
    [
        .. (await Log("performance"))
            .Select(entry => JsonDocument.Parse(entry.GetProperty("message").GetString()!).RootElement.GetProperty("message"))
            .Where(message => message.GetProperty("method").GetString() == "Network.requestWillBeSent")
            .Select(message => message.GetProperty("params"))
            .Where(request => request.GetProperty("documentURL").GetString()!.StartsWith("file:", StringComparison.Ordinal))
            .Select(request => request.GetProperty("request").GetProperty("url").GetString()!),
    ];

    public void Dispose()
    {
        if (!driver.HasExited) driver.Kill(entireProcessTree: true);
        driver.WaitForExit(Patience);
        driver.Dispose();
        http.Dispose();
        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The browser's last child may still be writing; it is the system's temporary folder.
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private async Task OpenSession()
    {
        using var timeout = new CancellationTokenSource(Patience);
        Match found;
        do
        {
            var line = await driver.StandardOutput.ReadLineAsync(timeout.Token) ?? throw new InvalidOperationException("chromedriver ended");
            found = Port().Match(line);
        }
        while (!found.Success);
        var root = $"http://127.0.0.1:{found.Groups[1].Value}/session";
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-audio-output", "--disable-dev-shm-usage", "--hide-scrollbars", $"--user-data-dir={profile.FullName}",
        ];
        var answer = await Send(root, new JsonObject
        {
            ["capabilities"] = new JsonObject
            {
                ["alwaysMatch"] = new JsonObject
                {
                    ["goog:chromeOptions"] = new JsonObject
                    {
                        ["binary"] = Program,
                        ["args"] = new JsonArray([.. arguments.Select(text => (JsonNode)text)]),
                    },
                    ["goog:loggingPrefs"] = new JsonObject { ["browser"] = "ALL", ["performance"] = "ALL" },
                },
            },
        });
        session = $"{root}/{answer.GetProperty("sessionId").GetString()}";
    }

    private async Task<JsonElement[]> Log(string type) => [.. (await Post("se/log", new JsonObject { ["type"] = type })).EnumerateArray()];

    private async Task<JsonElement> Post(string command, JsonObject body) => await Send($"{session}/{command}", body);

    // As a whole: chromedriver does not understand chunks.
    private async Task<JsonElement> Send(string address, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(address, content);
        var value = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("value");
        return answer.IsSuccessStatusCode ? value : throw new InvalidOperationException(value.GetRawText());
    }

    [GeneratedRegex(@"successfully on port (\d+)")]
    private static partial Regex Port();
}
