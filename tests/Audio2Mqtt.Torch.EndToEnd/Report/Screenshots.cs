namespace Audio2Mqtt.Torch.EndToEnd.Report;

/// <summary>Pictures of what a test saw, for whoever wants to look: A2M_SCREENSHOTS names a folder for them.</summary>
internal static class Screenshots
{
    /// <summary>Keeps a picture of the whole page.</summary>
    public static async Task Keep(Browser browser, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("A2M_SCREENSHOTS") is not { Length: > 0 } folder) return;
        var height = (await browser.Run("return document.documentElement.scrollHeight")).GetInt32();
        await browser.Resize(width, height);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.png"), await browser.Screenshot());
    }
}
