// Stands for a copy of somebody else's code; folders of this name are passed over.
__global__ void nothing() {}
