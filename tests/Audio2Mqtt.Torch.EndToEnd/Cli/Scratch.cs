namespace Audio2Mqtt.Torch.EndToEnd.Cli;

/// <summary>A folder for one test.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("a2m-e2e-");

    public string Folder => folder.FullName;

    public string At(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public string Copy(string source, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.Copy(source, At(name));
        return At(name);
    }

    /// <summary>The program in a folder outside the checkout, where nothing lies beside it that weights could come from.</summary>
    public string CopyProgram()
    {
        var program = Directory.CreateDirectory(At("program")).FullName;
        foreach (var file in Directory.GetFiles(ProgramRun.ProgramFolder)) File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        return program;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
