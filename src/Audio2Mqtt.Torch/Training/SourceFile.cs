namespace Audio2Mqtt.Torch.Training;

/// <summary>A file of a data set: all of one class, or a recording with labels.</summary>
/// <param name="Path">The file.</param>
/// <param name="RelativePath">Its path within the data set's folder, with slashes.</param>
/// <param name="ClassName">The class whose folder holds it; null for a labelled recording.</param>
/// <param name="Labels">The labels of a recording; null in a class folder.</param>
internal sealed record SourceFile(string Path, string RelativePath, string? ClassName, LabelFile? Labels)
{
    /// <summary>The path within the class folder, with slashes: what a user's grouping pattern is matched with.</summary>
    internal string PathInClass => ClassName is null ? RelativePath : RelativePath[(RelativePath.IndexOf('/') + 1)..];

    /// <summary>The name without folder and extension.</summary>
    internal string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);
}
