namespace TorchSharp;

/// <summary>Tensor layouts.</summary>
public enum layout
{
    strided = 0,
    sparse_coo = 1,
}
