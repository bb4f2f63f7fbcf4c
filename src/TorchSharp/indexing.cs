namespace TorchSharp;

/// <summary>How meshgrid orders its outputs.</summary>
public enum indexing
{
    xy = 0,
    ij = 1,
}
